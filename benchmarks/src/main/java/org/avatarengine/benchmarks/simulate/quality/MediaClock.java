package org.avatarengine.benchmarks.simulate.quality;

/**
 * Where a session's media time lies on the clients' clock, from pings. The media time is told in
 * whole milliseconds, rounded down, and so is a frame's: over many pings both errors cancel. Safe
 * for several threads.
 */
public final class MediaClock {

  /** Pings that took longer than the quickest by this factor and more say little. */
  private static final double GOOD = 1.5;

  private static final long SLACK_US = 200;
  private static final int KEPT = 32;

  private final long[] roundTrips = new long[KEPT];
  private final long[] offsets = new long[KEPT];
  private int taken;
  private volatile long offsetUs;
  private volatile boolean known;

  /** A clock that needs no pings: media time and the clients' are the same but for a shift. */
  public static MediaClock known(long offsetUs) {
    MediaClock clock = new MediaClock();
    clock.offsetUs = offsetUs;
    clock.known = true;
    return clock;
  }

  /** A ping's answer came. */
  public synchronized void pong(long sentUs, long receivedUs, long mediaTimeMs) {
    int at = taken % KEPT;
    roundTrips[at] = receivedUs - sentUs;
    offsets[at] = sentUs + (receivedUs - sentUs) / 2 - mediaTimeMs * 1_000;
    taken++;
    int count = Math.min(taken, KEPT);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      best = Math.min(best, roundTrips[i]);
    }
    long sum = 0;
    int good = 0;
    for (int i = 0; i < count; i++) {
      if (roundTrips[i] <= best * GOOD + SLACK_US) {
        sum += offsets[i];
        good++;
      }
    }
    offsetUs = sum / good;
    known = taken >= 3 || known;
  }

  /** Whether enough pings were answered. */
  public boolean isKnown() {
    return known;
  }

  /** That media time on the clients' clock. */
  public long clientUs(long mediaTimeMs) {
    return mediaTimeMs * 1_000 + offsetUs;
  }

  /** That moment in media time, milliseconds. */
  public double mediaMs(long clientUs) {
    return (clientUs - offsetUs) / 1_000.0;
  }
}
