package org.avatarengine.vision.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Measures a photo and its primary face. The scores follow the registration requirement; two that
 * it names without defining are defined here: face orientation is cos² yaw times cos² pitch times
 * cos² roll, resolution adequacy is the shorter side of the upright original over 512, at most 1.
 */
public final class QualityAssessor {

  /**
   * Side of the letterbox on which pixels are judged. Smaller pictures are judged at their own
   * size: enlarging makes sharp pixels look blurred, and their lack of pixels has a score of its
   * own.
   */
  public static final int SIZE = 512;

  private static final double WORTH_A_HINT = 0.5;
  private static final double READY = 0.5;

  private QualityAssessor() {}

  /**
   * Judges.
   *
   * @param frames the frames that show the primary face
   * @param best the one that recommendations are about
   * @param vector the best frame's components
   */
  public static QualityAssessment assess(
      List<FrameQuality> frames,
      FrameQuality best,
      double averageConfidence,
      double consistency,
      List<QualityComponent> vector) {
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
        recommendations(scores, best.statistics()),
        overall >= READY);
  }

  private static double mean(List<FrameQuality> frames, ToDoubleFunction<FrameQuality> score) {
    return frames.stream().mapToDouble(score).average().orElseThrow();
  }

  static double lighting(PictureStatistics statistics) {
    double brightness = 1 - Math.abs(statistics.meanBrightness() - 0.6) / 0.6;
    double contrast = Math.min(statistics.brightnessDeviation() * 2, 1);
    return (brightness + contrast) / 2;
  }

  static double orientation(HeadPose pose) {
    return squaredCosine(pose.yaw()) * squaredCosine(pose.pitch()) * squaredCosine(pose.roll());
  }

  private static double squaredCosine(double degrees) {
    double cos = Math.max(0, Math.cos(Math.toRadians(degrees)));
    return cos * cos;
  }

  private static List<String> recommendations(QualityScores scores, PictureStatistics statistics) {
    var hints = new ArrayList<String>();
    if (scores.faceDetection() < 0.7) {
      hints.add("Show the whole face without hands, hair or a mask in front of it.");
    }
    if (scores.imageClarity() < 0.2) {
      hints.add("Use a sharper photo: hold the camera still and focus on the face.");
    }
    lightingHint(scores, statistics).ifPresent(hints::add);
    if (scores.faceOrientation() < 0.75) {
      hints.add("Look straight into the camera with the head upright.");
    }
    if (scores.resolutionAdequacy() < 1) {
      hints.add("Use a photo of at least 512 x 512 pixels.");
    }
    return hints;
  }

  private static Optional<String> lightingHint(QualityScores scores, PictureStatistics statistics) {
    if (scores.lightingQuality() >= WORTH_A_HINT) {
      return Optional.empty();
    }
    if (statistics.meanBrightness() < 0.4) {
      return Optional.of("Take the photo in brighter, even light.");
    }
    if (statistics.meanBrightness() > 0.8) {
      return Optional.of("Take the photo in softer light: it is overexposed.");
    }
    return Optional.of("Take the photo in light that shows more contrast.");
  }
}
