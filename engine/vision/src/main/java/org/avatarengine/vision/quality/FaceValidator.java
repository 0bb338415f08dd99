package org.avatarengine.vision.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.avatarengine.vision.landmark.DetectedFace;

/**
 * Says whether a photo can be registered.
 *
 * @param minConfidence detection score under which a face is refused
 * @param minFaceSize shorter side of the face's box under which it is refused, pixels of the
 *     upright original
 * @param minSharpness variance of the Laplacian under which a photo is refused
 * @param minLighting lighting score under which an accepted photo carries a warning
 */
public record FaceValidator(
    double minConfidence, double minFaceSize, double minSharpness, double minLighting) {

  /** 0.5, 64 px, 50, 0.3. */
  public static FaceValidator standard() {
    return new FaceValidator(0.5, 64, 50, 0.3);
  }

  /** The verdict where no face with landmarks was found. */
  public Verdict withoutLandmarks(List<DetectedFace> faces) {
    if (faces.isEmpty()) {
      return new Verdict.Rejected(
          List.of(
              new Reason(
                  Reason.Code.NO_FACE,
                  "No face was found. Use a photo that shows one face from the front.")));
    }
    DetectedFace best = faces.getFirst();
    var reasons = new ArrayList<Reason>();
    tooSmall(best).ifPresent(reasons::add);
    reasons.add(
        new Reason(
            Reason.Code.LOW_CONFIDENCE,
            ("A face may be there (%s), but its eyes, nose and mouth could not be made out (%s). Use"
                    + " a photo that shows the face from the front, uncovered.")
                .formatted(percent(best.confidence()), percent(best.presence()))));
    return new Verdict.Rejected(reasons);
  }

  /**
   * The verdict on a face with landmarks.
   *
   * @param faces all faces found
   * @param sharpness variance of the Laplacian on the 512 letterbox
   */
  public Verdict validate(
      List<DetectedFace> faces, DetectedFace primary, QualityAssessment quality, double sharpness) {
    var reasons = new ArrayList<Reason>();
    if (primary.confidence() < minConfidence) {
      reasons.add(
          new Reason(
              Reason.Code.LOW_CONFIDENCE,
              "The face is too unclear (%s; %s is needed). Use a photo that shows it uncovered."
                  .formatted(percent(primary.confidence()), percent(minConfidence))));
    }
    tooSmall(primary).ifPresent(reasons::add);
    if (sharpness < minSharpness) {
      reasons.add(
          new Reason(
              Reason.Code.TOO_BLURRED,
              "The photo is too blurred (sharpness %.0f; %.0f is needed). Use a sharper one."
                  .formatted(sharpness, minSharpness)));
    }
    return reasons.isEmpty()
        ? new Verdict.Accepted(warnings(faces, quality))
        : new Verdict.Rejected(reasons);
  }

  private Optional<Reason> tooSmall(DetectedFace face) {
    float size = Math.min(face.box().width(), face.box().height());
    if (size >= minFaceSize) {
      return Optional.empty();
    }
    return Optional.of(
        new Reason(
            Reason.Code.FACE_TOO_SMALL,
            "The face is too small (%.0f pixels; %.0f are needed). Move closer or use a larger photo."
                .formatted(size, minFaceSize)));
  }

  private List<Warning> warnings(List<DetectedFace> faces, QualityAssessment quality) {
    var warnings = new ArrayList<Warning>();
    if (faces.size() > 1) {
      warnings.add(
          new Warning(
              Warning.Code.SEVERAL_FACES,
              "%d faces were found; the most confident one was taken.".formatted(faces.size())));
    }
    if (quality.scores().lightingQuality() < minLighting) {
      warnings.add(
          new Warning(
              Warning.Code.POOR_LIGHTING,
              "The light is poor (%s). Take the photo in bright, even light."
                  .formatted(percent(quality.scores().lightingQuality()))));
    }
    if (!quality.processingReady()) {
      warnings.add(
          new Warning(
              Warning.Code.LOW_QUALITY,
              "The photo is too poor for an avatar (%s of %s). See the recommendations."
                  .formatted(percent(quality.overallScore()), percent(0.5))));
    }
    return warnings;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
