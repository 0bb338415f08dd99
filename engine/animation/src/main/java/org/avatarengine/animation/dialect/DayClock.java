package org.avatarengine.animation.dialect;

/**
 * Lets a time of day go on over midnight: of the times that differ by whole days it takes the one
 * nearest to the last. A time of two days and more is no time of day and stays as it is.
 */
final class DayClock {

  private static final long DAY_US = 86_400_000_000L;

  private long lastUs = -1;

  /** The time that goes on from the last one, at least {@code timeUs}; both from 0. */
  long after(long timeUs) {
    if (timeUs >= 2 * DAY_US) {
      forget();
      return timeUs;
    }
    long days = lastUs < 0 ? 0 : Math.max(0, Math.floorDiv(lastUs - timeUs + DAY_US / 2, DAY_US));
    lastUs = timeUs + days * DAY_US;
    return lastUs;
  }

  /** The next time begins a new count. */
  void forget() {
    lastUs = -1;
  }
}
