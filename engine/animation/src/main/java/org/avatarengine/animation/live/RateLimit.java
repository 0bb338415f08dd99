package org.avatarengine.animation.live;

/** A token bucket on the session's clock. */
final class RateLimit {

  private static final long SECOND_US = 1_000_000;

  private final int perSecond;
  private final long full;
  private long left;
  private long lastUs;

  /**
   * A full one.
   *
   * @param perSecond how many come back in a second
   * @param burst how many there are at most
   */
  RateLimit(int perSecond, int burst, long nowUs) {
    this.perSecond = perSecond;
    this.full = burst * SECOND_US;
    this.left = full;
    this.lastUs = nowUs;
  }

  /** Takes one; false if there is none. */
  boolean take(long nowUs) {
    long passed = Math.min(Math.max(0, nowUs - lastUs), 3_600 * SECOND_US);
    left = Math.min(full, left + passed * perSecond);
    lastUs = Math.max(lastUs, nowUs);
    if (left < SECOND_US) {
      return false;
    }
    left -= SECOND_US;
    return true;
  }
}
