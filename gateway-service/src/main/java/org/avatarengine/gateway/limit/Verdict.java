package org.avatarengine.gateway.limit;

import java.time.Duration;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** What a limiter says to one request. */
public sealed interface Verdict {

  /** Not counted: no limit holds, or Redis does not answer. */
  record Uncounted() implements Verdict {}

  /**
   * Counted and let through.
   *
   * @param remaining requests left in the window
   * @param reset until the oldest counted request leaves the window
   */
  record Allowed(int limit, int remaining, Duration reset) implements Verdict {}

  /**
   * Refused, and not counted.
   *
   * @param reset until one more is allowed
   */
  record Refused(int limit, Duration reset) implements Verdict {

    /** The problem that says so: 429 with Retry-After. */
    public ProblemException toProblem() {
      long seconds = seconds(reset);
      return ProblemException.of(
              ProblemType.RATE_LIMITED,
              new Reason(
                  "rate-limited",
                  "At most "
                      + limit
                      + " of these requests are allowed in the time; try again in "
                      + seconds
                      + (seconds == 1 ? " second." : " seconds.")))
          .retryAfter(reset);
    }
  }

  /** Whole seconds, rounded up, at least one. */
  static long seconds(Duration duration) {
    return Math.max(1, (duration.toMillis() + 999) / 1000);
  }
}
