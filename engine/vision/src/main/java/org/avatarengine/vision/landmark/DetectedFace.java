package org.avatarengine.vision.landmark;

import java.util.Optional;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.geometry.Box;

/** A found face and, where its features can be seen, its mesh. */
public final class DetectedFace {

  private final Detection detection;
  private final float presence;
  private final Optional<FaceMesh> mesh;

  /**
   * @param presence how sure the mesh model is that it sees a face, 0 to 1
   * @param mesh absent where it is not sure: turned far away, hidden or very small
   */
  public DetectedFace(Detection detection, float presence, Optional<FaceMesh> mesh) {
    this.detection = detection;
    this.presence = presence;
    this.mesh = mesh;
  }

  /** In pixels of the upright original; it may reach over the edge. */
  public Box box() {
    return detection.box();
  }

  /** The detector's score, 0 to 1. */
  public float confidence() {
    return detection.score();
  }

  /** The mesh model's score, 0 to 1. */
  public float presence() {
    return presence;
  }

  public Detection detection() {
    return detection;
  }

  public Optional<FaceMesh> mesh() {
    return mesh;
  }
}
