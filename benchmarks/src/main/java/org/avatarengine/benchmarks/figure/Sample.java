package org.avatarengine.benchmarks.figure;

import java.util.Arrays;
import java.util.Collection;

/** Measured values of one thing, at least one. */
public final class Sample {

  private final double[] sorted;

  private Sample(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a measurement: " + value);
      }
    }
    this.sorted = values;
    Arrays.sort(sorted);
  }

  public static Sample of(double... values) {
    return new Sample(values.clone());
  }

  public static Sample of(Collection<Double> values) {
    return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Durations given in nanoseconds, as milliseconds. */
  public static Sample ofNanos(long... nanos) {
    return new Sample(Arrays.stream(nanos).mapToDouble(value -> value / 1e6).toArray());
  }

  public int size() {
    return sorted.length;
  }

  public double min() {
    return sorted[0];
  }

  public double max() {
    return sorted[sorted.length - 1];
  }

  /** The middle value; between the two middle ones where their number is even. */
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The smallest value that at least so many percent of all do not exceed (nearest rank).
   *
   * @param percent above 0, up to 100
   */
  public double percentile(double percent) {
    if (!(percent > 0) || percent > 100) {
      throw new IllegalArgumentException("a percentile lies above 0 and up to 100: " + percent);
    }
    // The small step back keeps 95 % of 20 at 19 where floating point says 19.000000000000004.
    int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
    return sorted[Math.max(1, rank) - 1];
  }
}
