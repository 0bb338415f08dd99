package org.avatarengine.registration.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.RegistrationState;

/** What a job's news mean for its avatar: the rule, without any effect. */
sealed interface Verdict {

  /** Nothing: it is old, of another job, or changes nothing. */
  record Nothing() implements Verdict {}

  /** The face is registered, once its report is read. */
  record Register() implements Verdict {}

  /** Refused or cancelled: avatar and original go. */
  record Withdraw() implements Verdict {}

  /** Every attempt failed: kept for a retry. */
  record Hold(JobError error) implements Verdict {}

  /** A failed job was taken up again. */
  record Resume() implements Verdict {}

  /**
   * The rule. A registered avatar stays so; news older than the newest taken into account, as a
   * re-delivery brings them, mean nothing.
   */
  static Verdict of(Avatar avatar, JobView job) {
    boolean stale = avatar.jobSeenAt() != null && job.updatedAt().isBefore(avatar.jobSeenAt());
    if (stale
        || !avatar.jobId().equals(job.jobId())
        || avatar.state() instanceof RegistrationState.Registered) {
      return new Nothing();
    }
    boolean failed = avatar.state() instanceof RegistrationState.Failed;
    return switch (job.status()) {
      case QUEUED, ACTIVE -> failed ? new Resume() : new Nothing();
      case COMPLETED -> new Register();
      case FAILED, CANCELLED -> new Withdraw();
      case DEAD -> failed ? new Nothing() : new Hold(error(job));
    };
  }

  /** The avatar once its face is registered. */
  static Avatar registered(Avatar avatar, FaceReport report, JobView job, Instant now) {
    Duration took = Duration.between(avatar.createdAt(), now);
    RegistrationState next =
        switch (avatar.state()) {
          case RegistrationState.Pending pending -> pending.toRegistered(report, took);
          case RegistrationState.Failed failed -> failed.toRegistered(report, took);
          case RegistrationState.Registered already -> already;
        };
    return avatar.with(next, job.updatedAt(), now);
  }

  /** The avatar once its job is dead. */
  static Avatar held(Avatar avatar, JobError error, JobView job, Instant now) {
    return avatar.state() instanceof RegistrationState.Pending pending
        ? avatar.with(pending.toFailed(error, now), job.updatedAt(), now)
        : avatar;
  }

  /** The avatar once its dead job was taken up again. */
  static Avatar resumed(Avatar avatar, JobView job, Instant now) {
    return avatar.state() instanceof RegistrationState.Failed failed
        ? avatar.with(failed.toPending(), job.updatedAt(), now)
        : avatar;
  }

  private static JobError error(JobView job) {
    return job.error() == null
        ? new JobError(ProblemType.PROCESSING_FAILED, List.of())
        : job.error();
  }
}
