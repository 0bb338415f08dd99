package org.avatarengine.animation.dialect;

import org.avatarengine.animation.signal.FaceSample;

/**
 * Yaw, pitch and roll of head and eyes, in radians, as Live Link Face has them: x to the subject's
 * right, y up, z forward; yaw is positive to the subject's right, pitch downwards, roll towards the
 * subject's left shoulder. The rotation is yaw · pitch · roll, as Unity composes its Euler angles.
 */
final class FaceAngles {

  private static final double POLE = 0.999_999;

  private double yaw;
  private double pitch;
  private double roll;

  boolean finite() {
    return Double.isFinite(yaw) && Double.isFinite(pitch) && Double.isFinite(roll);
  }

  /**
   * From a quaternion of any length in the left-handed frame above.
   *
   * @return false when it has no length or is not finite: nothing is taken
   */
  boolean ofQuaternion(double x, double y, double z, double w) {
    double square = x * x + y * y + z * z + w * w;
    if (!(square > 1e-6 && square < 1e12)) {
      return false;
    }
    double s = 2 / square;
    ofMatrix(
        1 - s * (y * y + z * z),
        s * (x * z + w * y),
        s * (x * y + w * z),
        1 - s * (x * x + z * z),
        s * (y * z - w * x),
        s * (x * z - w * y),
        1 - s * (x * x + y * y));
    return true;
  }

  /**
   * From a rotation matrix (row, column) in ARKit's and MediaPipe's right-handed frame: x to the
   * subject's left, y up, z forward. Mirroring x turns yaw and roll around.
   */
  void ofRightHanded(
      double m00, double m02, double m10, double m11, double m12, double m20, double m22) {
    ofMatrix(m00, -m02, -m10, m11, m12, -m20, m22);
  }

  /** Puts the angles into three channels that follow each other: yaw, pitch, roll. */
  void into(FaceSample sample, int firstChannel, float scale) {
    sample.set(firstChannel, Ranges.clamp(firstChannel, (float) yaw * scale));
    sample.set(firstChannel + 1, Ranges.clamp(firstChannel + 1, (float) pitch * scale));
    sample.set(firstChannel + 2, Ranges.clamp(firstChannel + 2, (float) roll * scale));
  }

  private void ofMatrix(
      double m00, double m02, double m10, double m11, double m12, double m20, double m22) {
    double sine = Math.min(1, Math.max(-1, -m12));
    pitch = StrictMath.asin(sine);
    if (Math.abs(sine) < POLE) {
      yaw = StrictMath.atan2(m02, m22);
      roll = StrictMath.atan2(m10, m11);
    } else {
      yaw = StrictMath.atan2(-m20, m00);
      roll = 0;
    }
  }
}
