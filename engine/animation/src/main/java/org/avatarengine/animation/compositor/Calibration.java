package org.avatarengine.animation.compositor;

/**
 * What makes a source's face neutral and its range full. Arrays of 61; copied in and out.
 *
 * @param neutral subtracted first
 * @param gain multiplied next, 0..8
 * @param deadZone what counts as nothing, 0..0.5
 * @param mirror whether left and right change places
 */
public record Calibration(float[] neutral, float[] gain, float[] deadZone, boolean mirror) {

  /** Changes nothing. */
  public static Calibration none() {
    throw new UnsupportedOperationException("not written yet");
  }
}
