package org.avatarengine.registration.alias;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.registration.avatar.Avatar;

/**
 * The fields of the requirement's table of avatars.
 *
 * @param filePath key of the original in the blob store
 * @param cachePath of the face
 * @param faceQualityScore 0 to 1, or null until the face is registered
 * @param lastAccessed or null until it was
 * @param metadataJson the report as a JSON text, or null until the face is registered
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AvatarInfo(
    @JsonProperty("avatar_id") String avatarId,
    String name,
    @JsonProperty("owner_id") String ownerId,
    @JsonProperty("file_path") String filePath,
    @JsonProperty("cache_path") String cachePath,
    @JsonProperty("file_format") String fileFormat,
    @JsonProperty("file_size") long fileSize,
    @JsonProperty("face_quality_score") Double faceQualityScore,
    @JsonProperty("registration_date") Instant registrationDate,
    @JsonProperty("last_accessed") Instant lastAccessed,
    @JsonProperty("access_count") long accessCount,
    @JsonProperty("is_active") boolean isActive,
    @JsonProperty("registration_status") String registrationStatus,
    String description,
    List<String> tags,
    @JsonProperty("metadata_json") String metadataJson) {

  public AvatarInfo {
    tags = List.copyOf(tags);
  }

  static AvatarInfo of(Avatar avatar, ObjectMapper json) {
    FaceReport report = avatar.report();
    return new AvatarInfo(
        avatar.id().toString(),
        avatar.profile().name(),
        avatar.ownerId().toString(),
        avatar.original().key().path(),
        "faces/" + avatar.id(),
        avatar.original().format(),
        avatar.original().size(),
        report == null || report.qualityAssessment() == null
            ? null
            : report.qualityAssessment().overallScore(),
        avatar.createdAt(),
        avatar.accesses().last(),
        avatar.accesses().count(),
        avatar.active(),
        avatar.state().status().wire(),
        avatar.profile().description(),
        avatar.profile().tags(),
        text(report, json));
  }

  private static String text(FaceReport report, ObjectMapper json) {
    try {
      return report == null ? null : json.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }
}
