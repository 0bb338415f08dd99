package org.avatarengine.vision.face;

import java.time.Duration;
import org.avatarengine.vision.landmark.DetectedFace;

/**
 * What is kept of the registered face as one frame shows it.
 *
 * @param frame the frame's place in the file, from 0
 * @param time the frame's time from the file's start
 * @param face it has a mesh
 */
public record TrackedFace(
    int frame,
    Duration time,
    DetectedFace face,
    FivePoints fivePoints,
    FaceCrop crop,
    FaceMask mask) {

  public TrackedFace {
    if (face.mesh().isEmpty()) {
      throw new IllegalArgumentException("a face is followed by its mesh");
    }
  }
}
