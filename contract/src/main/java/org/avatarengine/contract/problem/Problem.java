package org.avatarengine.contract.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of {@code application/problem+json} (RFC 9457) with our two extensions.
 *
 * @param type URI reference, {@code /problems/{slug}}
 * @param title constant title of the type
 * @param status HTTP status
 * @param detail what happened this time, in one sentence, or null
 * @param traceId the trace to quote to an operator, 32 hex digits, or null
 * @param reasons what a person can act on; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, String detail, String traceId, List<Reason> reasons) {
  public Problem {
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
  }

  public static Problem of(ProblemType type, String detail, String traceId, List<Reason> reasons) {
    return new Problem(type.uri(), type.title(), type.status(), detail, traceId, reasons);
  }
}
