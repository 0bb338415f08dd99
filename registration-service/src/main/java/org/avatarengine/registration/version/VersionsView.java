package org.avatarengine.registration.version;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.registration.avatar.AvatarVersion;
import org.avatarengine.registration.avatar.VersionReason;
import org.avatarengine.registration.avatar.VersionStatus;

/** An avatar's versions, oldest first. */
@RegisterForReflection
public record VersionsView(List<VersionView> versions) {
  public VersionsView {
    versions = List.copyOf(versions);
  }

  /**
   * One version.
   *
   * @param version number, from 1, in the order in which they were ordered
   * @param options what differed from the preset
   * @param endedAt when it was decided; absent before
   * @param qualityScore overall score, 0 to 1; absent without a face
   * @param entrySha256 integrity hash of the face entry; absent without a face
   * @param reason why it was made
   * @param errors why there is no face; empty otherwise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record VersionView(
      int version,
      JobId jobId,
      Preset preset,
      FaceOptions options,
      Instant createdAt,
      Instant endedAt,
      VersionStatus status,
      Double qualityScore,
      String grade,
      String entrySha256,
      VersionReason reason,
      List<Reason> errors) {
    public VersionView {
      errors = List.copyOf(errors);
    }
  }

  public static VersionsView of(List<AvatarVersion> versions) {
    return new VersionsView(versions.stream().map(VersionsView::of).toList());
  }

  private static VersionView of(AvatarVersion version) {
    return new VersionView(
        version.number(),
        version.jobId(),
        version.processing().preset(),
        version.processing().options(),
        version.createdAt(),
        version.endedAt(),
        version.status(),
        version.qualityScore(),
        version.grade(),
        version.entrySha256(),
        version.reason(),
        version.errors());
  }
}
