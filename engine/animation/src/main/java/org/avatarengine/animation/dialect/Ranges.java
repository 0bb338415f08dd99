package org.avatarengine.animation.dialect;

import org.avatarengine.contract.frame.Channel;

/** Brings finite values into the range of their channel: shapes 0..1, rotations −1..1. */
final class Ranges {

  private static final float RADIANS_PER_DEGREE = (float) (StrictMath.PI / 180);

  private Ranges() {}

  static float clamp(int channel, float value) {
    float least = channel < Channel.SHAPES ? 0f : -1f;
    return Math.min(1f, Math.max(least, value));
  }

  static float radians(float degrees) {
    return degrees * RADIANS_PER_DEGREE;
  }

  /** The scale itself, if it is one. */
  static float rotationScale(float scale) {
    if (!Float.isFinite(scale) || scale <= 0 || scale > 1_000) {
      throw new IllegalArgumentException("a rotation scale is over 0 and at most 1,000: " + scale);
    }
    return scale;
  }
}
