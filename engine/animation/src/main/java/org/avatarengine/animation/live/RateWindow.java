package org.avatarengine.animation.live;

import java.util.Arrays;

/** Counts events of the last seconds. */
final class RateWindow {

  private static final int SECONDS = 6;
  private static final long SECOND_US = 1_000_000;

  private final long[] counts = new long[SECONDS];
  private long firstUs = -1;
  private long second;

  /** So many happened. */
  void add(long amount, long nowUs) {
    if (firstUs < 0) {
      firstUs = nowUs;
      second = nowUs / SECOND_US;
    }
    advance(nowUs);
    counts[(int) (second % SECONDS)] += amount;
  }

  /** How many a second, over the last five seconds or since the first one. */
  double perSecond(long nowUs) {
    if (firstUs < 0) {
      return 0;
    }
    advance(nowUs);
    double fromUs = Math.max(firstUs, (second - (SECONDS - 1)) * SECOND_US);
    double seconds = (nowUs - fromUs) / SECOND_US;
    return seconds < 0.25 ? 0 : total() / seconds;
  }

  /** How many in all, over the last five to six seconds. */
  long total(long nowUs) {
    if (firstUs >= 0) {
      advance(nowUs);
    }
    return total();
  }

  private long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  private void advance(long nowUs) {
    long now = nowUs / SECOND_US;
    if (now - second >= SECONDS) {
      Arrays.fill(counts, 0);
      second = now;
    }
    while (second < now) {
      second++;
      counts[(int) (second % SECONDS)] = 0;
    }
  }
}
