package org.avatarengine.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;

/** The one exception that becomes {@code application/problem+json}; everything else is a 500. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final String detail;
  private final transient List<Reason> reasons;
  private Duration retryAfter;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  public ProblemException(ProblemType type, String detail, List<Reason> reasons) {
    // An expected answer, not a surprise: no stack trace is walked.
    super(type.slug() + (detail == null ? "" : ": " + detail), null, false, false);
    this.type = Objects.requireNonNull(type, "type");
    this.detail = detail;
    this.reasons = List.copyOf(reasons);
  }

  public static ProblemException of(ProblemType type, String detail) {
    return new ProblemException(type, detail, List.of());
  }

  /** The detail is the first reason's message. */
  public static ProblemException of(ProblemType type, Reason... reasons) {
    return new ProblemException(
        type, reasons.length == 0 ? null : reasons[0].message(), List.of(reasons));
  }

  /** Says when to come back; goes out as {@code Retry-After} in whole seconds, at least 1. */
  public ProblemException retryAfter(Duration duration) {
    this.retryAfter = duration;
    return this;
  }

  /** Adds a header to the answer. */
  public ProblemException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return detail;
  }

  public List<Reason> reasons() {
    return reasons;
  }

  Map<String, String> headers() {
    return headers;
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
