package org.avatarengine.registration.avatar;

import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.Preset;

/**
 * A registered identity, or one whose registration is under way.
 *
 * @param consent of the person in the picture, or null where none was declared
 * @param active owners hide an avatar from their list by switching this off
 * @param processing of the version that is served, or of the first while there is none
 * @param version number of that version, from 1
 * @param lastVersion number of the version that was ordered last
 * @param regeneration the version under way, or null
 * @param dryRun whether only the verdict is wanted: nobody finds it, and it goes with the answer
 * @param requestId the outside producer's id, or null
 * @param repairedAt when a damaged face was last ordered anew, or null
 * @param createdAt when the upload arrived
 * @param jobSeenAt the {@code updatedAt} of the newest job fact taken into account, or null
 */
public record Avatar(
    AvatarId id,
    UserId ownerId,
    Profile profile,
    Consent consent,
    boolean active,
    Original original,
    Processing processing,
    RegistrationState state,
    int version,
    int lastVersion,
    Regeneration regeneration,
    boolean dryRun,
    String requestId,
    Accesses accesses,
    Instant repairedAt,
    Instant createdAt,
    Instant updatedAt,
    Instant jobSeenAt) {

  public Avatar {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(processing, "processing");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(accesses, "accesses");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }

  /** A fresh one, waiting for its job. */
  public static Avatar pending(
      AvatarId id,
      UserId ownerId,
      Profile profile,
      Consent consent,
      Original original,
      Processing processing,
      boolean dryRun,
      String requestId,
      Instant arrived) {
    return new Avatar(
        id,
        ownerId,
        profile,
        consent,
        true,
        original,
        processing,
        new RegistrationState.Pending(),
        1,
        1,
        null,
        dryRun,
        requestId,
        Accesses.NONE,
        null,
        arrived,
        arrived,
        null);
  }

  public JobId jobId() {
    return processing.jobId();
  }

  public Preset preset() {
    return processing.preset();
  }

  public boolean isRegistered() {
    return state instanceof RegistrationState.Registered;
  }

  /** What the worker found, or null until the face is registered. */
  public FaceReport report() {
    return state instanceof RegistrationState.Registered registered ? registered.report() : null;
  }

  /** The avatar after a fact about its job. */
  public Avatar with(RegistrationState next, Instant jobSeen, Instant now) {
    return copy(profile, consent, active, processing, next, version, regeneration, now, jobSeen);
  }

  /** The avatar as its owner edited it. */
  public Avatar with(Profile edited, Consent nowConsent, boolean nowActive, Instant now) {
    return copy(
        edited, nowConsent, nowActive, processing, state, version, regeneration, now, jobSeenAt);
  }

  /** The avatar with another state of its regeneration; null where there is none any more. */
  public Avatar with(Regeneration next, Instant now) {
    return copy(profile, consent, active, processing, state, version, next, now, jobSeenAt);
  }

  /** The avatar once its regeneration has become its face. */
  public Avatar replaced(RegistrationState.Registered face, Instant jobSeen, Instant now) {
    return copy(
        profile,
        consent,
        active,
        regeneration.processing(),
        face,
        regeneration.version(),
        null,
        now,
        jobSeen);
  }

  public JobSubmission submission() {
    return submission(processing);
  }

  /** The same original, worked on in another way. */
  public JobSubmission submission(Processing wanted) {
    return new JobSubmission(
        wanted.jobId(),
        JobKind.FACE,
        id,
        ownerId,
        original.key(),
        wanted.preset(),
        wanted.options(),
        dryRun,
        requestId);
  }

  public AvatarFact registered() {
    return new AvatarFact.Registered(id, ownerId, jobId());
  }

  /** What is said when the record goes without a face. */
  public AvatarFact withdrawn() {
    return dryRun
        ? new AvatarFact.Discarded(id, ownerId, jobId())
        : new AvatarFact.Rejected(id, ownerId, jobId());
  }

  private Avatar copy(
      Profile nextProfile,
      Consent nextConsent,
      boolean nextActive,
      Processing nextProcessing,
      RegistrationState nextState,
      int nextVersion,
      Regeneration nextRegeneration,
      Instant now,
      Instant jobSeen) {
    int last =
        nextRegeneration == null ? lastVersion : Math.max(lastVersion, nextRegeneration.version());
    boolean repairs =
        nextRegeneration != null && nextRegeneration.reason() == VersionReason.DAMAGED;
    return new Avatar(
        id,
        ownerId,
        nextProfile,
        nextConsent,
        nextActive,
        original,
        nextProcessing,
        nextState,
        nextVersion,
        last,
        nextRegeneration,
        dryRun,
        requestId,
        accesses,
        repairs ? nextRegeneration.since() : repairedAt,
        createdAt,
        now,
        jobSeen);
  }
}
