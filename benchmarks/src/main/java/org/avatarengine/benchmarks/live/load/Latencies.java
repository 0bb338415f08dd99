package org.avatarengine.benchmarks.live.load;

import java.util.Arrays;

/** Latencies in buckets of 10 µs up to two seconds; allocates nothing after it was made. */
final class Latencies {

  private static final int BUCKET_US = 10;
  private static final int BUCKETS = 2_000_000 / BUCKET_US;

  private final int[] counts = new int[BUCKETS];
  private long count;
  private long leastNanos = Long.MAX_VALUE;

  /** Longer ones count as two seconds, negative ones as none. */
  void record(long nanos) {
    int bucket = (int) Math.clamp(nanos / (1_000L * BUCKET_US), 0, BUCKETS - 1);
    counts[bucket]++;
    count++;
    leastNanos = Math.min(leastNanos, nanos);
  }

  long count() {
    return count;
  }

  /** The shortest in milliseconds, which is negative when two clocks do not agree; 0 of none. */
  double leastMillis() {
    return count == 0 ? 0 : leastNanos / 1e6;
  }

  /** Milliseconds that so many percent do not exceed, rounded up to a bucket; 0 of none. */
  double percentileMillis(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * count - 1e-9));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return (i + 1) * BUCKET_US / 1e3;
      }
    }
    return 0;
  }

  void clear() {
    Arrays.fill(counts, 0);
    count = 0;
    leastNanos = Long.MAX_VALUE;
  }
}
