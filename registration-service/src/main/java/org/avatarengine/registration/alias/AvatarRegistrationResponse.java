package org.avatarengine.registration.alias;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.registration.avatar.RegistrationView;

/**
 * A registration under its old names.
 *
 * @param processingTime seconds, or null while it is under way
 * @param errors sentences
 * @param warnings sentences
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AvatarRegistrationResponse(
    @JsonProperty("avatar_id") String avatarId,
    @JsonProperty("registration_status") String registrationStatus,
    @JsonProperty("face_detection_results") JsonNode faceDetectionResults,
    @JsonProperty("quality_assessment") JsonNode qualityAssessment,
    @JsonProperty("processing_time") Double processingTime,
    @JsonProperty("cache_status") String cacheStatus,
    List<String> errors,
    List<String> warnings) {

  public AvatarRegistrationResponse {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  static AvatarRegistrationResponse of(RegistrationView view, ObjectMapper json) {
    return new AvatarRegistrationResponse(
        view.avatarId() == null ? null : view.avatarId().toString(),
        view.registrationStatus().wire(),
        SnakeCase.of(json.valueToTree(view.faceDetectionResults())),
        SnakeCase.of(json.valueToTree(view.qualityAssessment())),
        view.processingTime(),
        view.cacheStatus(),
        view.errors().stream().map(Reason::message).toList(),
        view.warnings().stream().map(Reason::message).toList());
  }
}
