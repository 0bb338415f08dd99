package org.avatarengine.animation.compositor;

import java.util.Arrays;
import org.avatarengine.contract.frame.Channel;

/**
 * What makes a source's face neutral and its range full, by channel after mirroring: {@code y = (x
 * − neutral) · gain}, then 0 where |y| ≤ d = deadZone and else {@code sign(y) · (|y| − d) / (1 −
 * d)}, which has no jump at d and still reaches 1. Arrays of 61; copied in and out.
 *
 * @param neutral subtracted first, −1..1
 * @param gain multiplied next, 0..8
 * @param deadZone what counts as nothing, 0..0.5
 * @param mirror whether left and right change places (and yaw and roll their sign)
 */
public record Calibration(float[] neutral, float[] gain, float[] deadZone, boolean mirror) {

  /** Changes nothing. */
  public static Calibration none() {
    float[] ones = new float[Channel.COUNT];
    Arrays.fill(ones, 1);
    return new Calibration(new float[Channel.COUNT], ones, new float[Channel.COUNT], false);
  }

  public Calibration {
    neutral = checked("neutral", neutral, -1, 1);
    gain = checked("gain", gain, 0, 8);
    deadZone = checked("deadZone", deadZone, 0, 0.5f);
  }

  private static float[] checked(String name, float[] values, float min, float max) {
    if (values == null || values.length != Channel.COUNT) {
      throw new SettingRejectedException(name, "needs " + Channel.COUNT + " numbers");
    }
    for (Channel channel : Channel.ALL) {
      float value = values[channel.ordinal()];
      if (!(value >= min && value <= max)) {
        throw new SettingRejectedException(
            name + "." + channel.key(), "is " + min + ".." + max + ", not " + value);
      }
    }
    return values.clone();
  }

  @Override
  public float[] neutral() {
    return neutral.clone();
  }

  @Override
  public float[] gain() {
    return gain.clone();
  }

  @Override
  public float[] deadZone() {
    return deadZone.clone();
  }

  /** The same, mirrored or not. */
  public Calibration withMirror(boolean mirrored) {
    return new Calibration(neutral, gain, deadZone, mirrored);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Calibration that
        && mirror == that.mirror
        && Arrays.equals(neutral, that.neutral)
        && Arrays.equals(gain, that.gain)
        && Arrays.equals(deadZone, that.deadZone);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(
        new int[] {
          Arrays.hashCode(neutral),
          Arrays.hashCode(gain),
          Arrays.hashCode(deadZone),
          Boolean.hashCode(mirror)
        });
  }

  @Override
  public String toString() {
    return "Calibration[mirror=" + mirror + "]";
  }
}
