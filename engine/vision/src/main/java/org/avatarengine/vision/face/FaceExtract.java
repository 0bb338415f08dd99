package org.avatarengine.vision.face;

import java.util.Optional;
import org.avatarengine.vision.landmark.DetectedFace;

/** What is kept of the face that is registered. */
public final class FaceExtract {

  private final DetectedFace face;
  private final FivePoints fivePoints;
  private final FaceCrop crop;
  private final FaceMask mask;
  private final Optional<byte[]> overlayPng;

  FaceExtract(
      DetectedFace face,
      FivePoints fivePoints,
      FaceCrop crop,
      FaceMask mask,
      Optional<byte[]> overlayPng) {
    this.face = face;
    this.fivePoints = fivePoints;
    this.crop = crop;
    this.mask = mask;
    this.overlayPng = overlayPng;
  }

  /** The face, which has a mesh. */
  public DetectedFace face() {
    return face;
  }

  public FivePoints fivePoints() {
    return fivePoints;
  }

  public FaceCrop crop() {
    return crop;
  }

  public FaceMask mask() {
    return mask;
  }

  /** The photo with what was found drawn on it; only where the verdict accepts it. */
  public Optional<byte[]> overlayPng() {
    return overlayPng.map(byte[]::clone);
  }
}
