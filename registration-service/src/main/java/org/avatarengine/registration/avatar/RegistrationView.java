package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.avatarengine.contract.face.FaceReport;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.Reason;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A registration as the API shows it.
 *
 * @param avatarId absent after a dry run
 * @param clip what is known of a clip; absent for a photo
 * @param faceDetectionResults absent until the face is registered
 * @param qualityAssessment absent until the face is registered
 * @param processingTime seconds from the arrival of the upload to the verdict, of a regeneration
 *     from its order; absent before it
 * @param cacheStatus {@code created} once the face is stored; absent before, and after a dry run
 * @param errors why the registration failed; empty otherwise
 * @param warnings what was found worth saying
 * @param degraded the fallbacks that the result took
 * @param hints what a person may want to look at; never a reason to refuse
 * @param jobId absent after a dry run
 * @param dryRun true after a dry run, otherwise absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "avatarId",
  "registrationStatus",
  "clip",
  "faceDetectionResults",
  "qualityAssessment",
  "processingTime",
  "cacheStatus",
  "errors",
  "warnings",
  "degraded",
  "hints",
  "jobId",
  "dryRun"
})
@Schema(name = "RegistrationView", description = "A registration.")
@RegisterForReflection
public record RegistrationView(
    AvatarId avatarId,
    RegistrationStatus registrationStatus,
    FaceReport.Clip clip,
    FaceReport.FaceDetectionResults faceDetectionResults,
    FaceReport.QualityAssessment qualityAssessment,
    Double processingTime,
    String cacheStatus,
    List<Reason> errors,
    List<Reason> warnings,
    List<Reason> degraded,
    List<Reason> hints,
    JobId jobId,
    Boolean dryRun) {

  public RegistrationView {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    degraded = List.copyOf(degraded);
    hints = List.copyOf(hints);
  }

  /** The registration by itself. */
  public static RegistrationView of(Avatar avatar) {
    return of(avatar, List.of());
  }

  /**
   * The registration beside the owner's others.
   *
   * @param lookalikes hints beside those of the report
   */
  public static RegistrationView of(Avatar avatar, List<Reason> lookalikes) {
    boolean kept = !avatar.dryRun();
    return switch (avatar.state()) {
      case RegistrationState.Pending pending -> without(avatar, List.of());
      case RegistrationState.Failed failed -> without(avatar, failed.error().reasons());
      case RegistrationState.Registered(FaceReport report, Duration took) ->
          new RegistrationView(
              kept ? avatar.id() : null,
              avatar.state().status(),
              report.clip(),
              report.faceDetectionResults(),
              report.qualityAssessment(),
              took.toMillis() / 1000.0,
              kept ? "created" : null,
              List.of(),
              report.warnings(),
              report.degraded(),
              Stream.concat(lookalikes.stream(), report.hints().stream()).toList(),
              kept ? avatar.jobId() : null,
              kept ? null : Boolean.TRUE);
    };
  }

  private static RegistrationView without(Avatar avatar, List<Reason> errors) {
    return new RegistrationView(
        avatar.id(),
        avatar.state().status(),
        null,
        null,
        null,
        null,
        null,
        errors,
        List.of(),
        List.of(),
        List.of(),
        avatar.jobId(),
        null);
  }
}
