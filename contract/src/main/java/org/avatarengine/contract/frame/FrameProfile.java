package org.avatarengine.contract.frame;

/** How finely a frame is quantised. */
public enum FrameProfile {
  /** 255 steps over a channel's range: no value is off by more than 1/255. */
  EIGHT_BIT(255),
  /** 127 steps over a channel's range: no value is off by more than 1/127. */
  SEVEN_BIT(127);

  private final int steps;

  FrameProfile(int steps) {
    this.steps = steps;
  }

  /** The number of the highest step; the lowest is 0. */
  public int steps() {
    return steps;
  }

  /** The most by which a shown value differs from the one given, for blend shapes and rotations. */
  public float maxError() {
    return 1f / steps;
  }
}
