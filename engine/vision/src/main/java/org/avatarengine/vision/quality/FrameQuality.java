package org.avatarengine.vision.quality;

import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.landmark.DetectedFace;

/** The cheap scores of one frame and its primary face, each 0 to 1. */
public final class FrameQuality {

  private final PictureStatistics statistics;
  private final HeadPose pose;
  private final double resolution;

  private FrameQuality(PictureStatistics statistics, HeadPose pose, double resolution) {
    this.statistics = statistics;
    this.pose = pose;
    this.resolution = resolution;
  }

  public static FrameQuality of(ImagePyramid pyramid, DetectedFace primary) {
    UprightImage image = pyramid.image();
    int longer = Math.max(image.width(), image.height());
    var letterbox =
        new Letterbox(image.width(), image.height(), Math.min(QualityAssessor.SIZE, longer));
    return new FrameQuality(
        PictureStatistics.of(pyramid.letterbox(letterbox), letterbox),
        HeadPose.of(primary.mesh().orElseThrow()),
        Math.min(Math.min(image.width(), image.height()) / 512.0, 1));
  }

  public double clarity() {
    return Math.min(statistics.laplacianVariance() / 1000, 1);
  }

  public double lighting() {
    return QualityAssessor.lighting(statistics);
  }

  public double orientation() {
    return QualityAssessor.orientation(pose);
  }

  public double resolution() {
    return resolution;
  }

  /** Variance of the Laplacian on the letterbox. */
  public double sharpness() {
    return statistics.laplacianVariance();
  }

  public HeadPose pose() {
    return pose;
  }

  /** Orders the frames of a clip, best highest. */
  public double rank() {
    return clarity() + lighting() + orientation();
  }

  PictureStatistics statistics() {
    return statistics;
  }
}
