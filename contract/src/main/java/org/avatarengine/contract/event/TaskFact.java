package org.avatarengine.contract.event;

import java.util.List;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;

/** What workers report on {@code avatar.task-events}, keyed by avatarId. */
public sealed interface TaskFact extends Payload {

  /** The avatar that the task works for. */
  AvatarId avatarId();

  /** A fact about one attempt of one job. */
  sealed interface OfAttempt extends TaskFact {
    JobId jobId();

    int attempt();
  }

  /** A worker took the attempt up; its lease starts. */
  record Started(JobId jobId, int attempt, AvatarId avatarId, String worker) implements OfAttempt {}

  /**
   * The attempt is alive; renews the lease. At least every 5 s.
   *
   * @param progress percent, 0 to 99
   */
  record Progressed(JobId jobId, int attempt, AvatarId avatarId, String stage, int progress)
      implements OfAttempt {}

  /** Done: the face entry is stored, the report lies at {@code report}. */
  record Completed(JobId jobId, int attempt, AvatarId avatarId, BlobKey report)
      implements OfAttempt {}

  /** Examined and refused: no retry would change it. Nothing of it was stored. */
  record Rejected(
      JobId jobId, int attempt, AvatarId avatarId, ProblemType type, List<Reason> reasons)
      implements OfAttempt {
    public Rejected {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Could not be done this time; job-service alone decides whether to try again.
   *
   * @param errorClass which part of the work broke
   * @param cause for operators
   */
  record Failed(JobId jobId, int attempt, AvatarId avatarId, ErrorClass errorClass, String cause)
      implements OfAttempt {}

  /** Stopped as ordered; nothing of it is left. */
  record Cancelled(JobId jobId, int attempt, AvatarId avatarId) implements OfAttempt {}

  /** Every artifact of an erased avatar is gone. */
  record ArtifactsErased(AvatarId avatarId) implements TaskFact {}
}
