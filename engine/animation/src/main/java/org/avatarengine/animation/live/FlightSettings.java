package org.avatarengine.animation.live;

/**
 * How much the flight recorder keeps, whichever is less.
 *
 * @param seconds 0..600; 0 records nothing
 * @param bytes 0..64 MiB; 0 records nothing
 */
public record FlightSettings(int seconds, int bytes) {

  /** One minute, at most 4 MiB. */
  public static final FlightSettings DEFAULT = new FlightSettings(60, 4 << 20);

  /** Nothing at all. */
  public static final FlightSettings OFF = new FlightSettings(0, 0);

  public FlightSettings {
    if (seconds < 0 || seconds > 600) {
      throw new IllegalArgumentException("seconds is 0..600: " + seconds);
    }
    if (bytes < 0 || bytes > 64 << 20) {
      throw new IllegalArgumentException("bytes is 0..64 MiB: " + bytes);
    }
  }

  /** Whether anything is kept. */
  public boolean on() {
    return seconds > 0 && bytes > 0;
  }
}
