package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.Reason;

/**
 * An avatar as the API shows it: its registration and what is known around it.
 *
 * @param fileFormat {@code jpeg}, {@code png}, {@code gif}, {@code mp4} or {@code mov}
 * @param fileSize bytes of the original
 * @param faceQualityScore overall score, 0 to 1; absent until the face is registered
 * @param version number of the version that is served, from 1
 * @param regeneration the version under way, or one whose job is dead; absent without one
 * @param consent absent where none was declared
 * @param accessCount how often the face was read, half a minute behind at most
 * @param lastAccessed when it was read last; absent until it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record AvatarView(
    @JsonUnwrapped RegistrationView registration,
    String name,
    String description,
    List<String> tags,
    UserId ownerId,
    Instant createdAt,
    Instant updatedAt,
    @JsonProperty("isActive") boolean isActive,
    String fileFormat,
    long fileSize,
    Double faceQualityScore,
    Preset preset,
    int version,
    RegenerationView regeneration,
    ConsentView consent,
    long accessCount,
    Instant lastAccessed) {

  public AvatarView {
    tags = List.copyOf(tags);
  }

  /** A version under way. */
  @RegisterForReflection
  public record RegenerationView(
      JobId jobId, int version, VersionReason reason, VersionStatus status) {}

  /**
   * A consent.
   *
   * @param time when it was given
   * @param withdrawnAt when it was taken back; absent while it holds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record ConsentView(String policyVersion, Instant time, Instant withdrawnAt) {}

  /** The avatar by itself, as lists show it. */
  public static AvatarView of(Avatar avatar) {
    return of(avatar, List.of());
  }

  /**
   * The avatar beside the owner's others.
   *
   * @param lookalikes hints beside those of the report
   */
  public static AvatarView of(Avatar avatar, List<Reason> lookalikes) {
    Regeneration regeneration = avatar.regeneration();
    Consent consent = avatar.consent();
    FaceReport report = avatar.report();
    return new AvatarView(
        RegistrationView.of(avatar, lookalikes),
        avatar.profile().name(),
        avatar.profile().description(),
        avatar.profile().tags(),
        avatar.ownerId(),
        avatar.createdAt(),
        avatar.updatedAt(),
        avatar.active(),
        avatar.original().format(),
        avatar.original().size(),
        report == null || report.qualityAssessment() == null
            ? null
            : report.qualityAssessment().overallScore(),
        avatar.preset(),
        avatar.version(),
        regeneration == null
            ? null
            : new RegenerationView(
                regeneration.jobId(),
                regeneration.version(),
                regeneration.reason(),
                regeneration.status()),
        consent == null
            ? null
            : new ConsentView(consent.policyVersion(), consent.time(), consent.withdrawnAt()),
        avatar.accesses().count(),
        avatar.accesses().last());
  }
}
