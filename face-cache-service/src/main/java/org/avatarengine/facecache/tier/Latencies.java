package org.avatarengine.facecache.tier;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, since the start: counts in buckets, eight to each doubling, so that a
 * percentile is at most an eighth too high. Any thread records, without a lock.
 */
public final class Latencies {

  private static final int STEPS = 8;
  private static final int OCTAVES = 40;

  private final AtomicLongArray buckets = new AtomicLongArray(STEPS * OCTAVES);
  private final LongAdder nanos = new LongAdder();

  public void record(long took) {
    long atLeastOne = Math.max(1, took);
    nanos.add(atLeastOne);
    buckets.incrementAndGet(bucket(atLeastOne));
  }

  /** Octave by the leading bit, step by the three bits behind it. */
  private static int bucket(long value) {
    int octave = 63 - Long.numberOfLeadingZeros(value);
    int step = (int) ((octave >= 3 ? value >>> (octave - 3) : value << (3 - octave)) & (STEPS - 1));
    return Math.min(octave * STEPS + step, STEPS * OCTAVES - 1);
  }

  /** The upper end of a bucket, nanoseconds. */
  private static double upperEnd(int bucket) {
    return Math.scalb(1 + (bucket % STEPS + 1) / (double) STEPS, bucket / STEPS);
  }

  /** What was recorded so far. */
  public Summary summary() {
    long[] counts = new long[buckets.length()];
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.get(i);
      count += counts[i];
    }
    return new Summary(
        count,
        count == 0 ? 0 : nanos.sum() / (double) count,
        percentile(counts, count, 0.5),
        percentile(counts, count, 0.95),
        percentile(counts, count, 0.99));
  }

  private static double percentile(long[] counts, long count, double fraction) {
    long rank = (long) Math.ceil(fraction * count);
    long seen = 0;
    for (int i = 0; i < counts.length && count > 0; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return upperEnd(i);
      }
    }
    return 0;
  }

  /**
   * A summary, nanoseconds; all 0 where nothing was recorded.
   *
   * @param count how many
   */
  public record Summary(long count, double average, double p50, double p95, double p99) {}
}
