package org.avatarengine.registration.avatar;

import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.Preset;

/**
 * A registered identity, or one whose registration is under way.
 *
 * @param jobId the job that registers it; chosen here, so that submitting it twice is harmless
 * @param consent whether the uploader declared the consent of the person in the picture
 * @param active owners hide an avatar from their list by switching this off
 * @param createdAt when the upload arrived
 * @param jobSeenAt the {@code updatedAt} of the newest job fact taken into account, or null
 */
public record Avatar(
    AvatarId id,
    UserId ownerId,
    JobId jobId,
    Profile profile,
    Preset preset,
    boolean consent,
    Original original,
    RegistrationState state,
    boolean active,
    Instant createdAt,
    Instant updatedAt,
    Instant jobSeenAt) {

  public Avatar {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }

  /** A fresh one, waiting for its job. */
  public static Avatar pending(
      AvatarId id,
      UserId ownerId,
      Profile profile,
      Preset preset,
      boolean consent,
      Original original,
      Instant arrived) {
    return new Avatar(
        id,
        ownerId,
        JobId.random(),
        profile,
        preset,
        consent,
        original,
        new RegistrationState.Pending(),
        true,
        arrived,
        arrived,
        null);
  }

  /** The avatar after a fact about its job. */
  public Avatar with(RegistrationState next, Instant jobSeen, Instant now) {
    return new Avatar(
        id, ownerId, jobId, profile, preset, consent, original, next, active, createdAt, now,
        jobSeen);
  }

  /** The avatar as its owner edited it. */
  public Avatar with(Profile edited, boolean nowActive, Instant now) {
    return new Avatar(
        id, ownerId, jobId, edited, preset, consent, original, state, nowActive, createdAt, now,
        jobSeenAt);
  }

  public JobSubmission submission() {
    return new JobSubmission(
        jobId, JobKind.FACE, id, ownerId, original.key(), preset, FaceOptions.none(), false, null);
  }

  public AvatarFact registered() {
    return new AvatarFact.Registered(id, ownerId, jobId);
  }

  public AvatarFact rejected() {
    return new AvatarFact.Rejected(id, ownerId, jobId);
  }
}
