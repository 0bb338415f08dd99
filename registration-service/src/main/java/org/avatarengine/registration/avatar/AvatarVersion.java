package org.avatarengine.registration.avatar;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.Reason;

/**
 * One making of an avatar's face.
 *
 * @param number from 1, in the order in which they were ordered
 * @param endedAt when it was decided, or null
 * @param qualityScore overall score, 0 to 1, or null without a face
 * @param grade of the quality, or null without a face
 * @param entrySha256 integrity hash of the face entry, or null without a face
 * @param errors why there is no face; empty otherwise
 */
public record AvatarVersion(
    AvatarId avatarId,
    int number,
    Processing processing,
    VersionReason reason,
    VersionStatus status,
    Instant createdAt,
    Instant endedAt,
    Double qualityScore,
    String grade,
    String entrySha256,
    List<Reason> errors) {

  public AvatarVersion {
    Objects.requireNonNull(avatarId, "avatarId");
    Objects.requireNonNull(processing, "processing");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(createdAt, "createdAt");
    errors = List.copyOf(errors);
  }

  public JobId jobId() {
    return processing.jobId();
  }

  /** The first version as its avatar's state has it. */
  public static AvatarVersion first(Avatar avatar) {
    AvatarVersion pending =
        pending(avatar.id(), 1, avatar.processing(), VersionReason.UPLOAD, avatar.createdAt());
    return switch (avatar.state()) {
      case RegistrationState.Pending none -> pending;
      case RegistrationState.Registered registered ->
          pending.toSuccess(registered.report(), avatar.updatedAt());
      case RegistrationState.Failed failed ->
          pending.toEnded(VersionStatus.FAILED, failed.error().reasons(), failed.since());
    };
  }

  /** A regeneration, pending. */
  public static AvatarVersion of(AvatarId id, Regeneration regeneration) {
    return pending(
        id,
        regeneration.version(),
        regeneration.processing(),
        regeneration.reason(),
        regeneration.since());
  }

  public AvatarVersion toSuccess(FaceReport report, Instant now) {
    FaceReport.QualityAssessment quality = report.qualityAssessment();
    return new AvatarVersion(
        avatarId,
        number,
        processing,
        reason,
        VersionStatus.SUCCESS,
        createdAt,
        now,
        quality == null ? null : quality.overallScore(),
        quality == null ? null : quality.qualityGrade(),
        report.entrySha256(),
        List.of());
  }

  public AvatarVersion toEnded(VersionStatus ended, List<Reason> why, Instant now) {
    return new AvatarVersion(
        avatarId, number, processing, reason, ended, createdAt, now, null, null, null, why);
  }

  private static AvatarVersion pending(
      AvatarId id, int number, Processing processing, VersionReason reason, Instant createdAt) {
    return new AvatarVersion(
        id,
        number,
        processing,
        reason,
        VersionStatus.PENDING,
        createdAt,
        null,
        null,
        null,
        null,
        List.of());
  }
}
