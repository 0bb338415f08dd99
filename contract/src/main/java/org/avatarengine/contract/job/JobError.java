package org.avatarengine.contract.job;

import java.util.List;
import java.util.Objects;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;

/**
 * Why a job ended without a result.
 *
 * @param type the problem that a waiting request answers with
 * @param reasons what a person can act on
 */
public record JobError(ProblemType type, List<Reason> reasons) {
  public JobError {
    Objects.requireNonNull(type, "type");
    reasons = List.copyOf(reasons);
  }
}
