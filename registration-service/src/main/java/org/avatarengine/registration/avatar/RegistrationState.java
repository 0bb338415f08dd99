package org.avatarengine.registration.avatar;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.job.JobError;

/**
 * How far the registration of an avatar is.
 *
 * <pre>
 *   Pending ──completed──► Registered
 *    │  ▲  └─failed, cancelled──► (the avatar is removed)
 *  dead │
 *    ▼ retried
 *   Failed ──completed──► Registered
 *    └──hold over──► (the avatar is removed)
 * </pre>
 */
public sealed interface RegistrationState {

  RegistrationStatus status();

  /** The job is under way. */
  record Pending() implements RegistrationState {
    @Override
    public RegistrationStatus status() {
      return RegistrationStatus.PENDING;
    }

    public Registered toRegistered(FaceReport report, Duration took) {
      return new Registered(report, took);
    }

    public Failed toFailed(JobError error, Instant since) {
      return new Failed(error, since);
    }
  }

  /**
   * The face is registered.
   *
   * @param report what the worker found
   * @param took from the arrival of the upload to the verdict
   */
  record Registered(FaceReport report, Duration took) implements RegistrationState {
    public Registered {
      Objects.requireNonNull(report, "report");
      Objects.requireNonNull(took, "took");
    }

    @Override
    public RegistrationStatus status() {
      return RegistrationStatus.SUCCESS;
    }
  }

  /**
   * Every attempt failed; kept for a while, with the original, so that the job can be retried.
   *
   * @param since when the last attempt failed
   */
  record Failed(JobError error, Instant since) implements RegistrationState {
    public Failed {
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(since, "since");
    }

    @Override
    public RegistrationStatus status() {
      return RegistrationStatus.FAILED;
    }

    public Pending toPending() {
      return new Pending();
    }

    public Registered toRegistered(FaceReport report, Duration took) {
      return new Registered(report, took);
    }
  }
}
