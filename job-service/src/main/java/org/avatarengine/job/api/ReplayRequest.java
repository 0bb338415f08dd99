package org.avatarengine.job.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Which dead jobs are to be tried again.
 *
 * @param kind only of this kind, {@code face} or {@code body}; null for all
 * @param since only those that died since, ISO 8601; null for all that are kept
 * @param limit at most this many, 1 to 1,000; null for 100
 */
public record ReplayRequest(String kind, String since, Integer limit) {

  static final int DEFAULT_LIMIT = 100;
  static final int MOST = 1_000;

  /** The request understood. */
  record Parsed(Optional<JobKind> kind, Optional<Instant> since, int limit) {}

  /**
   * Reads the request.
   *
   * @throws ProblemException 400 naming every field that is not valid
   */
  Parsed parse() {
    List<Reason> reasons = new ArrayList<>();
    Optional<JobKind> wanted = kind(reasons);
    Optional<Instant> from = since(reasons);
    int most = limit == null ? DEFAULT_LIMIT : limit;
    if (most < 1 || most > MOST) {
      reasons.add(
          new Reason("invalid-limit", "limit must be a whole number from 1 to " + MOST + "."));
    }
    if (!reasons.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, reasons.getFirst().message(), reasons);
    }
    return new Parsed(wanted, from, most);
  }

  private Optional<JobKind> kind(List<Reason> reasons) {
    if (kind == null) {
      return Optional.empty();
    }
    Optional<JobKind> found =
        Arrays.stream(JobKind.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(kind))
            .findFirst();
    if (found.isEmpty()) {
      reasons.add(new Reason("invalid-kind", "kind must be one of face, body."));
    }
    return found;
  }

  private Optional<Instant> since(List<Reason> reasons) {
    try {
      return Optional.ofNullable(since).map(Instant::parse);
    } catch (DateTimeParseException e) {
      reasons.add(
          new Reason("invalid-since", "since must be a time such as 2026-11-20T10:00:00Z."));
      return Optional.empty();
    }
  }
}
