package org.avatarengine.job.board;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how soon a failed attempt is tried again: exponential backoff with jitter.
 *
 * @param attempts how many attempts one series has, at least 1
 * @param base pause before the second attempt
 * @param factor how many times longer each further pause is, at least 1
 * @param jitter share of a pause by which it varies both ways, 0 to 1, so that jobs that failed
 *     together do not come back together
 */
public record RetryPolicy(int attempts, Duration base, double factor, double jitter) {

  private static final Duration LONGEST = Duration.ofHours(1);

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, was " + attempts);
    }
    if (base.isNegative() || factor < 1 || jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException(
          "base >= 0, factor >= 1 and jitter in 0..1, were "
              + base
              + ", "
              + factor
              + " and "
              + jitter);
    }
  }

  boolean allowsAfter(Attempt failed) {
    return failed.inSeries() < attempts;
  }

  /** The pause after an attempt that failed, at most an hour. */
  Duration pauseAfter(Attempt failed, RandomGenerator random) {
    double exact = base.toMillis() * Math.pow(factor, failed.inSeries() - 1.0);
    double spread = 1 + jitter * (2 * random.nextDouble() - 1);
    return Duration.ofMillis((long) Math.min(exact * spread, (double) LONGEST.toMillis()));
  }
}
