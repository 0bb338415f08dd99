package org.avatarengine.animation.live;

import java.util.Arrays;

/**
 * How much faster a source's clock runs than ours. The least delay of every two seconds is free of
 * most of the network's noise; the slope through these points is the median of the slopes of all
 * pairs (Theil, Sen), which a third of wild points cannot move.
 */
final class ClockDrift {

  private static final int POINTS = 32;
  private static final int LEAST_POINTS = 5;
  private static final long SPAN_US = 2_000_000;

  /** A source clock that goes back, or away by so much, has started anew. */
  private static final long JUMP_US = 5_000_000;

  private final long[] times = new long[POINTS];
  private final long[] offsets = new long[POINTS];
  private int count;
  private long spanEndUs;
  private long leastOffset;
  private long leastTime;
  private long lastOffset;
  private boolean running;

  /** A sample with that time of its source arrived. */
  void add(long sourceUs, long nowUs) {
    long offset = nowUs - sourceUs;
    if (running && Math.abs(offset - lastOffset) > JUMP_US) {
      running = false;
      count = 0;
    }
    lastOffset = offset;
    if (!running) {
      running = true;
      begin(sourceUs, offset, nowUs);
    } else if (nowUs >= spanEndUs) {
      keep();
      begin(sourceUs, offset, nowUs);
    } else if (offset < leastOffset) {
      leastOffset = offset;
      leastTime = sourceUs;
    }
  }

  /** In millionths; null before there are five points. */
  Double ppm() {
    if (count < LEAST_POINTS) {
      return null;
    }
    double[] slopes = new double[count * (count - 1) / 2];
    int found = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        long dx = times[i] - times[j];
        if (dx != 0) {
          slopes[found++] = (double) (offsets[i] - offsets[j]) / dx;
        }
      }
    }
    if (found == 0) {
      return null;
    }
    Arrays.sort(slopes, 0, found);
    return 0.0 - slopes[found / 2] * 1e6;
  }

  private void begin(long sourceUs, long offset, long nowUs) {
    leastOffset = offset;
    leastTime = sourceUs;
    spanEndUs = nowUs + SPAN_US;
  }

  private void keep() {
    if (count == POINTS) {
      System.arraycopy(times, 1, times, 0, POINTS - 1);
      System.arraycopy(offsets, 1, offsets, 0, POINTS - 1);
      count--;
    }
    times[count] = leastTime;
    offsets[count++] = leastOffset;
  }
}
