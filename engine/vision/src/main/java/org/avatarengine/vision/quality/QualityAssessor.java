package org.avatarengine.vision.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMesh;

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

  /** A photo shows one moment: it is as consistent as can be. */
  private static final double SINGLE_FRAME_CONSISTENCY = 1;

  private static final double WORTH_A_HINT = 0.5;
  private static final double READY = 0.5;

  private final QualityScores scores;
  private final PictureStatistics statistics;
  private final HeadPose pose;
  private final List<DetectedFace> faces;
  private final FaceMesh mesh;
  private final UprightImage image;

  private QualityAssessor(
      ImagePyramid pyramid, List<DetectedFace> faces, DetectedFace primary, FaceMesh mesh) {
    this.image = pyramid.image();
    this.faces = faces;
    this.mesh = mesh;
    int longer = Math.max(image.width(), image.height());
    var letterbox = new Letterbox(image.width(), image.height(), Math.min(SIZE, longer));
    this.statistics = PictureStatistics.of(pyramid.letterbox(letterbox), letterbox);
    this.pose = HeadPose.of(mesh);
    this.scores =
        new QualityScores(
            primary.confidence(),
            SINGLE_FRAME_CONSISTENCY,
            Math.min(statistics.laplacianVariance() / 1000, 1),
            lighting(statistics),
            orientation(pose),
            Math.min(Math.min(image.width(), image.height()) / 512.0, 1));
  }

  /**
   * Measures.
   *
   * @param faces all faces found, the primary among them
   * @param primary a face that has a mesh
   */
  public static QualityAssessor of(
      ImagePyramid pyramid, List<DetectedFace> faces, DetectedFace primary) {
    return new QualityAssessor(pyramid, faces, primary, primary.mesh().orElseThrow());
  }

  public QualityAssessment assessment() {
    double overall = scores.overall();
    return new QualityAssessment(
        overall,
        QualityGrade.of(overall),
        scores,
        QualityComponents.of(image, faces, mesh, statistics, pose),
        recommendations(),
        overall >= READY);
  }

  /** Variance of the Laplacian on the letterbox. */
  public double sharpness() {
    return statistics.laplacianVariance();
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

  private List<String> recommendations() {
    var hints = new ArrayList<String>();
    if (scores.faceDetection() < 0.7) {
      hints.add("Show the whole face without hands, hair or a mask in front of it.");
    }
    if (scores.imageClarity() < 0.2) {
      hints.add("Use a sharper photo: hold the camera still and focus on the face.");
    }
    lightingHint().ifPresent(hints::add);
    if (scores.faceOrientation() < 0.75) {
      hints.add("Look straight into the camera with the head upright.");
    }
    if (scores.resolutionAdequacy() < 1) {
      hints.add("Use a photo of at least 512 x 512 pixels.");
    }
    return hints;
  }

  private Optional<String> lightingHint() {
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
