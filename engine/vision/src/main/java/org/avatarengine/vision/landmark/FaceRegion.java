package org.avatarengine.vision.landmark;

import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Point;

/**
 * The turned square in which the mesh model looks for a face.
 *
 * @param side pixels of the upright original
 * @param roll radians, clockwise
 */
record FaceRegion(Point centre, double side, double roll) {

  /** Side of the square in longer box sides, as in MediaPipe's face landmark graph. */
  private static final double MARGIN = 1.5;

  private static final int LEFT_EYE_CORNER = 33;
  private static final int RIGHT_EYE_CORNER = 263;

  static FaceRegion of(Detection detection) {
    var box = detection.box();
    return new FaceRegion(
        box.centre(), MARGIN * Math.max(box.width(), box.height()), detection.roll());
  }

  /** Around a mesh, which knows the face's place better than a detection does. */
  static FaceRegion of(FaceMesh mesh) {
    float left = Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (int i = 0; i < MeshTopology.SURFACE_POINTS; i++) {
      left = Math.min(left, mesh.x(i));
      right = Math.max(right, mesh.x(i));
      top = Math.min(top, mesh.y(i));
      bottom = Math.max(bottom, mesh.y(i));
    }
    double roll =
        Math.atan2(
            mesh.y(RIGHT_EYE_CORNER) - mesh.y(LEFT_EYE_CORNER),
            mesh.x(RIGHT_EYE_CORNER) - mesh.x(LEFT_EYE_CORNER));
    return new FaceRegion(
        new Point((left + right) / 2, (top + bottom) / 2),
        MARGIN * Math.max(right - left, bottom - top),
        roll);
  }

  /** Whether the model would see much the same in the other region. */
  boolean isNear(FaceRegion other) {
    double turn = Math.IEEEremainder(roll - other.roll, 2 * Math.PI);
    double growth = side / other.side;
    return Math.abs(turn) < Math.toRadians(12)
        && centre.distanceTo(other.centre) < 0.12 * other.side
        && growth > 0.7
        && growth < 1.4;
  }

  /** Model input pixels to upright original pixels. */
  Affine toUpright(int inputSize) {
    return Affine.turnedSquare(centre, side, roll, inputSize);
  }
}
