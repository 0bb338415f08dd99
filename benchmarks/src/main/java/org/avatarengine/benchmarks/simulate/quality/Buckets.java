package org.avatarengine.benchmarks.simulate.quality;

/**
 * Counts values from 0 up in buckets whose width grows with the value: any percentile within 1.6 %,
 * in a fixed 14 KiB, without garbage. For one thread.
 */
public final class Buckets {

  /** Values below it have a bucket each; above, each octave has as many halves of it. */
  private static final int LINEAR = 64;

  private static final int PER_OCTAVE = LINEAR;
  private static final int SHIFT = 6;
  private static final int OCTAVES = 28;

  private final long[] counts = new long[LINEAR + PER_OCTAVE * OCTAVES];
  private long count;
  private long max;
  private double sum;

  /** Counts one; below 0 counts as 0. */
  public void add(long value) {
    long bounded = Math.max(0, value);
    counts[index(bounded)]++;
    count++;
    sum += bounded;
    max = Math.max(max, bounded);
  }

  /** Takes all of another over. */
  public void add(Buckets other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    sum += other.sum;
    max = Math.max(max, other.max);
  }

  public long count() {
    return count;
  }

  /** 0 when empty. */
  public long max() {
    return max;
  }

  /** 0 when empty. */
  public double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /**
   * The smallest value that at least so many percent do not exceed, rounded up to its bucket's end;
   * 0 when empty.
   *
   * @param percent above 0, up to 100
   */
  public long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(count * percent / 100 - 1e-9));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(max, highest(i));
      }
    }
    return max;
  }

  private static int index(long value) {
    if (value < LINEAR) {
      return (int) value;
    }
    int octave = 63 - Long.numberOfLeadingZeros(value) - SHIFT;
    int within = (int) (value >>> octave) - PER_OCTAVE;
    return Math.min(LINEAR + PER_OCTAVE * OCTAVES - 1, LINEAR + octave * PER_OCTAVE + within);
  }

  private static long highest(int index) {
    if (index < LINEAR) {
      return index;
    }
    int octave = (index - LINEAR) / PER_OCTAVE;
    long within = (long) (index - LINEAR) % PER_OCTAVE + PER_OCTAVE;
    return ((within + 1) << octave) - 1;
  }
}
