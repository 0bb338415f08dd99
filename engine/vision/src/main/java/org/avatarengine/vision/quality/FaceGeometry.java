package org.avatarengine.vision.quality;

import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.MeshTopology;

/**
 * The lengths of a face by which ISO/IEC 29794-5 measures others, in pixels of the upright
 * original. "Left" and "right" are those of the image.
 *
 * @param leftEye middle between the corners of the eye
 * @param rightEye likewise
 * @param eyeDistance between the eyes, as it would be were the head not turned (yaw)
 * @param toChin from between the eyes to the chin: the metric T
 * @param lidOpening of the eye that is less open
 * @param lipOpening between the inner lips
 */
record FaceGeometry(
    Point leftEye,
    Point rightEye,
    double eyeDistance,
    double toChin,
    double lidOpening,
    double lipOpening) {

  private static final int UPPER_LIP = 13;
  private static final int LOWER_LIP = 14;
  private static final int[] LEFT_CORNERS = {33, 133};
  private static final int[] RIGHT_CORNERS = {362, 263};
  // Lid pairs at the middle of each eye.
  private static final int[][] LIDS = {{159, 145}, {386, 374}};

  static FaceGeometry of(FaceMesh mesh) {
    Point left = middle(mesh.point(LEFT_CORNERS[0]), mesh.point(LEFT_CORNERS[1]));
    Point right = middle(mesh.point(RIGHT_CORNERS[0]), mesh.point(RIGHT_CORNERS[1]));
    double yaw = HeadPose.of(mesh).yaw();
    double lids = Double.MAX_VALUE;
    for (int[] pair : LIDS) {
      lids = Math.min(lids, mesh.point(pair[0]).distanceTo(mesh.point(pair[1])));
    }
    return new FaceGeometry(
        left,
        right,
        left.distanceTo(right) / Math.max(0.2, Math.cos(Math.toRadians(yaw))),
        middle(left, right).distanceTo(mesh.point(MeshTopology.CHIN)),
        lids,
        mesh.point(UPPER_LIP).distanceTo(mesh.point(LOWER_LIP)));
  }

  Point betweenEyes() {
    return middle(leftEye, rightEye);
  }

  /** 0 shut to 1 open: the component of that name, unrounded. */
  double eyesOpen() {
    return Mapping.sigmoid(lidOpening / toChin, 0.02, 0.01);
  }

  private static Point middle(Point a, Point b) {
    return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
  }
}
