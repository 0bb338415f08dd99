package org.avatarengine.registration.job;

import java.util.List;
import java.util.Optional;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** What a job that brought no face is answered with. */
public final class JobProblems {

  private JobProblems() {}

  public static ProblemException of(JobError error) {
    List<Reason> reasons = error.reasons();
    return ProblemException.of(error.type(), reasons.toArray(Reason[]::new));
  }

  /** Why a job ended without a result; a job that was cancelled says so. */
  public static JobError error(JobView job) {
    if (job.error() != null) {
      return job.error();
    }
    return switch (job.status()) {
      case CANCELLED ->
          new JobError(
              ProblemType.CONFLICT,
              List.of(new Reason("cancelled", "The registration was cancelled.")));
      case QUEUED, ACTIVE, COMPLETED, FAILED, DEAD ->
          new JobError(ProblemType.PROCESSING_FAILED, List.of());
    };
  }

  /** For an avatar whose record is gone: only its job is left to say why, or not even that. */
  public static ProblemException ofGone(Optional<JobView> job) {
    if (job.isEmpty()) {
      return erased();
    }
    return switch (job.get().status()) {
      case CANCELLED, FAILED, DEAD -> of(error(job.get()));
      // A job without an avatar that has not failed: it was erased, and the job will be.
      case QUEUED, ACTIVE, COMPLETED -> erased();
    };
  }

  public static ProblemException erased() {
    return ProblemException.of(ProblemType.ERASED, "This avatar was erased.");
  }
}
