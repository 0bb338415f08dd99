package org.avatarengine.vision.quality;

import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMesh;

/**
 * What one frame is worth, cheap enough for every frame of a clip. Clarity and lighting follow the
 * registration requirement; two scores that it names without defining are defined here: orientation
 * is cos² yaw times cos² pitch times cos² roll, resolution is the shorter side of the upright
 * original over 512, at most 1.
 */
public final class FrameQuality {

  /**
   * Side of the letterbox on which pixels are judged. Smaller pictures are judged at their own
   * size: enlarging makes sharp pixels look blurred, and their lack of pixels has a score of its
   * own.
   */
  public static final int SIZE = 512;

  private final PictureStatistics statistics;
  private final HeadPose pose;
  private final double resolution;
  private final double rank;

  private FrameQuality(
      PictureStatistics statistics, HeadPose pose, double resolution, FaceMesh mesh, float score) {
    this.statistics = statistics;
    this.pose = pose;
    this.resolution = resolution;
    this.rank =
        0.3 * score
            + 0.2 * FaceGeometry.of(mesh).eyesOpen()
            + 0.2 * clarity()
            + 0.15 * lighting()
            + 0.1 * orientation()
            + 0.05 * resolution;
  }

  /**
   * Measures.
   *
   * @param primary a face that has a mesh
   */
  public static FrameQuality of(ImagePyramid pyramid, DetectedFace primary) {
    UprightImage image = pyramid.image();
    FaceMesh mesh = primary.mesh().orElseThrow();
    int longer = Math.max(image.width(), image.height());
    var letterbox = new Letterbox(image.width(), image.height(), Math.min(SIZE, longer));
    return new FrameQuality(
        PictureStatistics.of(pyramid.letterbox(letterbox), letterbox),
        HeadPose.of(mesh),
        Math.min(Math.min(image.width(), image.height()) / 512.0, 1),
        mesh,
        primary.confidence());
  }

  /** Variance of the Laplacian over 1000, at most 1. */
  public double clarity() {
    return Math.min(sharpness() / 1000, 1);
  }

  /** Brightness near 0.6 and contrast, 0 to 1. */
  public double lighting() {
    return lighting(statistics);
  }

  /** How straight the face looks into the camera, 0 to 1. */
  public double orientation() {
    return orientation(pose);
  }

  /** Whether the picture has 512 pixels a side, 0 to 1. */
  public double resolution() {
    return resolution;
  }

  /** Variance of the Laplacian of 8-bit grey on the letterbox. */
  public double sharpness() {
    return statistics.laplacianVariance();
  }

  public HeadPose pose() {
    return pose;
  }

  /**
   * By which the best frames of a clip are chosen, 0 to 1: the requirement's weights over this
   * frame's scores, the one for consistency, which a frame has not, going to open eyes.
   */
  public double rank() {
    return rank;
  }

  PictureStatistics statistics() {
    return statistics;
  }

  static double lighting(PictureStatistics statistics) {
    double brightness = 1 - Math.abs(statistics.meanBrightness() - 0.6) / 0.6;
    double contrast = Math.min(statistics.brightnessDeviation() * 2, 1);
    return (brightness + contrast) / 2;
  }

  static double orientation(HeadPose pose) {
    return Mapping.squaredCosine(pose.yaw())
        * Mapping.squaredCosine(pose.pitch())
        * Mapping.squaredCosine(pose.roll());
  }
}
