package org.avatarengine.registration.verdict;

import java.time.Duration;
import java.time.Instant;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarVersion;
import org.avatarengine.registration.avatar.Decision;
import org.avatarengine.registration.avatar.Regeneration;
import org.avatarengine.registration.avatar.RegistrationState;
import org.avatarengine.registration.avatar.VersionStatus;
import org.avatarengine.registration.job.JobProblems;

/** What a job's news mean for its avatar: the rule, without any effect. */
sealed interface Verdict {

  /** Nothing: it is old, of another job, or changes nothing. */
  record Nothing() implements Verdict {}

  /** The face is registered, once its report is read. */
  record Register() implements Verdict {}

  /** Refused or cancelled: avatar and original go. */
  record Withdraw() implements Verdict {}

  /** Every attempt failed: kept for a retry. A dry run is kept so until its answer is given. */
  record Hold(JobError error) implements Verdict {}

  /** A failed job was taken up again. */
  record Resume() implements Verdict {}

  /** The face that was made anew takes the place of the one before, once its report is read. */
  record Replace() implements Verdict {}

  /** The face that was to be made anew is not to be: the one before stays. */
  record Drop(VersionStatus how, JobError error) implements Verdict {}

  /** Every attempt to make it anew failed: kept for a retry, while the one before stays. */
  record HoldRegeneration(JobError error) implements Verdict {}

  /** The dead job of a regeneration was taken up again. */
  record ResumeRegeneration() implements Verdict {}

  /**
   * The rule. A registered avatar stays so, but for its regeneration; news older than the newest
   * taken into account, as a re-delivery brings them, mean nothing.
   */
  static Verdict of(Avatar avatar, JobView job) {
    Regeneration regeneration = avatar.regeneration();
    if (regeneration != null && regeneration.jobId().equals(job.jobId())) {
      return isStale(regeneration.jobSeenAt(), job) ? new Nothing() : of(regeneration, job);
    }
    if (isStale(avatar.jobSeenAt(), job)
        || !avatar.jobId().equals(job.jobId())
        || avatar.isRegistered()) {
      return new Nothing();
    }
    boolean failed = avatar.state() instanceof RegistrationState.Failed;
    return switch (job.status()) {
      case QUEUED, ACTIVE -> failed && !avatar.dryRun() ? new Resume() : new Nothing();
      case COMPLETED -> new Register();
      case FAILED, CANCELLED -> {
        if (!avatar.dryRun()) {
          yield new Withdraw();
        }
        yield failed ? new Nothing() : new Hold(JobProblems.error(job));
      }
      case DEAD -> failed ? new Nothing() : new Hold(JobProblems.error(job));
    };
  }

  private static Verdict of(Regeneration regeneration, JobView job) {
    boolean failed = !regeneration.isPending();
    return switch (job.status()) {
      case QUEUED, ACTIVE -> failed ? new ResumeRegeneration() : new Nothing();
      case COMPLETED -> new Replace();
      case FAILED -> new Drop(VersionStatus.REJECTED, JobProblems.error(job));
      case CANCELLED -> new Drop(VersionStatus.CANCELLED, JobProblems.error(job));
      case DEAD -> failed ? new Nothing() : new HoldRegeneration(JobProblems.error(job));
    };
  }

  private static boolean isStale(Instant seen, JobView job) {
    return seen != null && job.updatedAt().isBefore(seen);
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

  /** The avatar once its job is dead, or its dry run judged. */
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

  /**
   * What the rule makes of the record as it is under its lock.
   *
   * @param report of the job, where the verdict needs one; without it the record stays
   */
  static Decision decide(Avatar present, JobView job, FaceReport report, Instant now) {
    return switch (of(present, job)) {
      case Nothing nothing -> new Decision.Keep();
      case Withdraw withdraw -> new Decision.Keep();
      case Register register when report != null -> first(registered(present, report, job, now));
      case Register register -> new Decision.Keep();
      case Hold(JobError error) -> first(held(present, error, job, now));
      case Resume resume -> first(resumed(present, job, now));
      case Replace replace when report != null -> replaced(present, job, report, now);
      case Replace replace -> new Decision.Keep();
      case Drop(VersionStatus how, JobError error) ->
          new Decision.Save(
              present.with((Regeneration) null, now),
              null,
              version(present).toEnded(how, error.reasons(), now));
      case HoldRegeneration(JobError error) ->
          new Decision.Save(
              present.with(present.regeneration().toFailed(job.updatedAt()), now),
              null,
              version(present).toEnded(VersionStatus.FAILED, error.reasons(), now));
      case ResumeRegeneration resume ->
          new Decision.Save(
              present.with(present.regeneration().toPending(job.updatedAt()), now),
              null,
              version(present));
    };
  }

  private static Decision first(Avatar avatar) {
    boolean announce = avatar.isRegistered() && !avatar.dryRun();
    return new Decision.Save(
        avatar, announce ? avatar.registered() : null, AvatarVersion.first(avatar));
  }

  private static Decision replaced(Avatar present, JobView job, FaceReport report, Instant now) {
    Duration took = Duration.between(present.regeneration().since(), now);
    Avatar next =
        present.replaced(new RegistrationState.Registered(report, took), job.updatedAt(), now);
    return new Decision.Save(next, next.registered(), version(present).toSuccess(report, now));
  }

  private static AvatarVersion version(Avatar present) {
    return AvatarVersion.of(present.id(), present.regeneration());
  }
}
