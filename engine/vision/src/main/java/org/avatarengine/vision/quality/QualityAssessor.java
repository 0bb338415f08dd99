package org.avatarengine.vision.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Sums the frames of a photo (one) or of a clip up, as the registration requirement has it. */
public final class QualityAssessor {

  private static final double WORTH_A_HINT = 0.5;
  private static final double READY = 0.5;

  private QualityAssessor() {}

  /**
   * Weighs the six scores and says what would make a better recording.
   *
   * @param frames every frame that shows the face, at least one; their scores are averaged
   * @param best the frame that the avatar is made from: hints speak of it
   * @param averageConfidence mean detection score over the frames, 0 to 1
   * @param consistency how steadily the face was found, 0 to 1; 1 for a photo
   * @param vector components of the best frame, empty where they were not asked for
   */
  public static QualityAssessment assess(
      List<FrameQuality> frames,
      FrameQuality best,
      double averageConfidence,
      double consistency,
      List<QualityComponent> vector) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("an assessment needs a frame");
    }
    var scores =
        new QualityScores(
            averageConfidence,
            consistency,
            mean(frames, FrameQuality::clarity),
            mean(frames, FrameQuality::lighting),
            mean(frames, FrameQuality::orientation),
            mean(frames, FrameQuality::resolution));
    double overall = scores.overall();
    return new QualityAssessment(
        overall,
        QualityGrade.of(overall),
        scores,
        vector,
        recommendations(scores, best),
        overall >= READY);
  }

  private static double mean(List<FrameQuality> frames, ToDoubleFunction<FrameQuality> score) {
    return frames.stream().mapToDouble(score).average().orElseThrow();
  }

  private static List<String> recommendations(QualityScores scores, FrameQuality best) {
    var hints = new ArrayList<String>();
    if (scores.faceDetection() < 0.7) {
      hints.add("Show the whole face without hands, hair or a mask in front of it.");
    }
    if (scores.faceConsistency() < 0.7) {
      hints.add("Keep the face in the picture and move slowly.");
    }
    if (scores.imageClarity() < 0.2) {
      hints.add("Use a sharper photo: hold the camera still and focus on the face.");
    }
    lightingHint(scores, best.statistics()).ifPresent(hints::add);
    if (scores.faceOrientation() < 0.75) {
      hints.add("Look straight into the camera with the head upright.");
    }
    if (scores.resolutionAdequacy() < 1) {
      hints.add("Use a photo of at least 512 x 512 pixels.");
    }
    return hints;
  }

  private static Optional<String> lightingHint(QualityScores scores, PictureStatistics picture) {
    if (scores.lightingQuality() >= WORTH_A_HINT) {
      return Optional.empty();
    }
    if (picture.meanBrightness() < 0.4) {
      return Optional.of("Turn to the light: take the photo in brighter, even light.");
    }
    if (picture.meanBrightness() > 0.8) {
      return Optional.of("Take the photo in softer light: it is overexposed.");
    }
    return Optional.of("Take the photo in light that shows more contrast.");
  }
}
