package org.avatarengine.benchmarks.live.load;

/**
 * When a session began, by this process' clock. Both processes read the machine's monotonic clock;
 * the session tells whole milliseconds since its beginning. It cannot have read its clock before it
 * was asked: that bounds the beginning from below, and a latency, counted from the bound, is never
 * too short.
 */
final class MediaClock {

  private static final long MILLISECOND = 1_000_000;

  private long earliest = Long.MIN_VALUE;
  private int answers;

  /**
   * The session answered.
   *
   * @param askedNanos when it was asked
   * @param mediaTimeMs what it said
   */
  void answered(long askedNanos, long mediaTimeMs) {
    // A whole number of milliseconds may stand for almost one more.
    long bound = askedNanos - (mediaTimeMs + 1) * MILLISECOND;
    if (answers == 0 || bound > earliest) {
      earliest = bound;
    }
    answers++;
  }

  int answers() {
    return answers;
  }

  /** How long ago that media time was, at most. */
  long sinceNanos(long mediaTimeMs, long nowNanos) {
    return nowNanos - (earliest + mediaTimeMs * MILLISECOND);
  }
}
