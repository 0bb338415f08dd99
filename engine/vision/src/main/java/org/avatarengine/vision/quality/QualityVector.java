package org.avatarengine.vision.quality;

import java.util.List;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.segment.PersonSegmenter;

/** The quality vector of one frame. */
public final class QualityVector implements AutoCloseable {

  private final PersonSegmenter segmenter;

  public QualityVector(PersonSegmenter segmenter) {
    this.segmenter = segmenter;
  }

  public List<QualityComponent> of(
      ImagePyramid pyramid, List<DetectedFace> faces, DetectedFace primary) {
    var quality = FrameQuality.of(pyramid, primary);
    return QualityComponents.of(
        pyramid.image(), faces, primary.mesh().orElseThrow(), quality.statistics(), quality.pose());
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
