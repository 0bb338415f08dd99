package org.avatarengine.vision.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.landmark.DetectedFace;

/**
 * Says whether a photo or a clip can be registered.
 *
 * @param minConfidence detection score under which a face is refused
 * @param minFaceSize shorter side of the face's box under which it is refused, whichever frame
 *     shows it so, pixels of the upright original
 * @param minSharpness variance of the Laplacian under which it is refused
 * @param minLighting lighting score under which what is accepted carries a warning
 */
public record FaceValidator(
    double minConfidence, double minFaceSize, double minSharpness, double minLighting) {

  /** 0.5, 64 px, 50, 0.3. */
  public static FaceValidator standard() {
    return new FaceValidator(0.5, 64, 50, 0.3);
  }

  /**
   * What an analysis found of a primary face.
   *
   * @param framesSeen frames that were looked at; 1 for a photo
   * @param boxes the primary face's, one for each frame that shows it, upright original pixels
   * @param averageConfidence mean detection score over those frames, 0 to 1
   * @param relaxed whether a less strict search was needed to find it
   * @param sharpness variance of the Laplacian on the 512 letterbox, mean over those frames
   * @param mostFaces the most faces that one frame shows
   */
  public record Findings(
      int framesSeen,
      List<Box> boxes,
      double averageConfidence,
      boolean relaxed,
      double sharpness,
      int mostFaces,
      QualityAssessment quality) {

    public Findings {
      boxes = List.copyOf(boxes);
      if (boxes.isEmpty() || boxes.size() > framesSeen) {
        throw new IllegalArgumentException("a primary face is seen in 1 to all frames");
      }
    }

    boolean clip() {
      return framesSeen > 1;
    }
  }

  /**
   * The verdict where no face with landmarks was found.
   *
   * @param faces those without, most confident first
   * @param framesSeen frames that were looked at; 1 for a photo
   */
  public Verdict withoutLandmarks(List<DetectedFace> faces, int framesSeen) {
    String kind = kind(framesSeen > 1);
    if (faces.isEmpty()) {
      return new Verdict.Rejected(
          List.of(
              new Reason(
                  Reason.Code.NO_FACE,
                  "No face was found. Use a %s that shows one face from the front."
                      .formatted(kind))));
    }
    DetectedFace best = faces.getFirst();
    var reasons = new ArrayList<Reason>();
    tooSmall(List.of(best.box()), false).ifPresent(reasons::add);
    reasons.add(
        new Reason(
            Reason.Code.LOW_CONFIDENCE,
            ("A face may be there (%s), but its eyes, nose and mouth could not be made out (%s). Use"
                    + " a %s that shows the face from the front, uncovered.")
                .formatted(percent(best.confidence()), percent(best.presence()), kind)));
    return new Verdict.Rejected(reasons);
  }

  /** The verdict on a face with landmarks. */
  public Verdict validate(Findings found) {
    var reasons = new ArrayList<Reason>();
    if (found.averageConfidence() < minConfidence) {
      reasons.add(lowConfidence(found));
    }
    tooSmall(found.boxes(), found.clip()).ifPresent(reasons::add);
    if (found.sharpness() < minSharpness) {
      reasons.add(
          new Reason(
              Reason.Code.TOO_BLURRED,
              ("The %s is too blurred (sharpness %.0f; %.0f is needed). Hold the camera still and"
                      + " focus on the face.")
                  .formatted(kind(found.clip()), found.sharpness(), minSharpness)));
    }
    return reasons.isEmpty()
        ? new Verdict.Accepted(warnings(found))
        : new Verdict.Rejected(reasons);
  }

  private Reason lowConfidence(Findings found) {
    return new Reason(
        Reason.Code.LOW_CONFIDENCE,
        "The face is too unclear (%s; %s is needed)%s. Turn to the camera and uncover your face."
            .formatted(
                percent(found.averageConfidence()),
                percent(minConfidence),
                found.relaxed() ? ": it was found by a less strict search only" : ""));
  }

  private Optional<Reason> tooSmall(List<Box> boxes, boolean clip) {
    double smallest = Double.MAX_VALUE;
    int small = 0;
    for (Box box : boxes) {
      double size = Math.min(box.width(), box.height());
      smallest = Math.min(smallest, size);
      small += size < minFaceSize ? 1 : 0;
    }
    if (small == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Reason(
            Reason.Code.FACE_TOO_SMALL,
            clip
                ? ("The face is too small in %d of the %d frames that show it (%.0f pixels; %.0f are"
                        + " needed). Move closer and stay there.")
                    .formatted(small, boxes.size(), smallest, minFaceSize)
                : ("The face is too small (%.0f pixels; %.0f are needed). Move closer or use a"
                        + " larger photo.")
                    .formatted(smallest, minFaceSize)));
  }

  private List<Warning> warnings(Findings found) {
    var warnings = new ArrayList<Warning>();
    if (found.mostFaces() > 1) {
      warnings.add(
          new Warning(
              Warning.Code.SEVERAL_FACES,
              "%d faces were found%s; the most confident one was taken. Show one person only."
                  .formatted(found.mostFaces(), found.clip() ? " in one frame" : "")));
    }
    QualityAssessment quality = found.quality();
    if (quality.scores().lightingQuality() < minLighting) {
      warnings.add(
          new Warning(
              Warning.Code.POOR_LIGHTING,
              "The light is poor (%s). Turn to the light: bright and even is best."
                  .formatted(percent(quality.scores().lightingQuality()))));
    }
    if (!quality.processingReady()) {
      warnings.add(
          new Warning(
              Warning.Code.LOW_QUALITY,
              "The %s is too poor for an avatar (%s of %s). See the recommendations."
                  .formatted(kind(found.clip()), percent(quality.overallScore()), percent(0.5))));
    }
    return warnings;
  }

  private static String kind(boolean clip) {
    return clip ? "clip" : "photo";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
