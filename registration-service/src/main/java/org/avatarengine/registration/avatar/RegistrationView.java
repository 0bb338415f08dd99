package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.Reason;

/**
 * A registration as the API shows it.
 *
 * @param faceDetectionResults absent until the face is registered
 * @param qualityAssessment absent until the face is registered
 * @param processingTime seconds from the arrival of the upload to the verdict; absent before it
 * @param cacheStatus {@code created} once the face is stored; absent before
 * @param errors why the registration failed; empty otherwise
 * @param warnings what was found worth saying
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "avatarId",
  "registrationStatus",
  "faceDetectionResults",
  "qualityAssessment",
  "processingTime",
  "cacheStatus",
  "errors",
  "warnings",
  "jobId"
})
@RegisterForReflection
public record RegistrationView(
    AvatarId avatarId,
    RegistrationStatus registrationStatus,
    FaceReport.FaceDetectionResults faceDetectionResults,
    FaceReport.QualityAssessment qualityAssessment,
    Double processingTime,
    String cacheStatus,
    List<Reason> errors,
    List<Reason> warnings,
    JobId jobId) {

  public RegistrationView {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  public static RegistrationView of(Avatar avatar) {
    RegistrationStatus status = avatar.state().status();
    return switch (avatar.state()) {
      case RegistrationState.Pending pending ->
          new RegistrationView(
              avatar.id(), status, null, null, null, null, List.of(), List.of(), avatar.jobId());
      case RegistrationState.Registered registered ->
          new RegistrationView(
              avatar.id(),
              status,
              registered.report().faceDetectionResults(),
              registered.report().qualityAssessment(),
              seconds(registered.took()),
              "created",
              List.of(),
              registered.report().warnings(),
              avatar.jobId());
      case RegistrationState.Failed failed ->
          new RegistrationView(
              avatar.id(),
              status,
              null,
              null,
              null,
              null,
              failed.error().reasons(),
              List.of(),
              avatar.jobId());
    };
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }
}
