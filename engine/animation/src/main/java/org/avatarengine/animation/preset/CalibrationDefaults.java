package org.avatarengine.animation.preset;

import org.avatarengine.animation.compositor.Calibration;
import org.avatarengine.animation.compositor.GroupValues;
import org.avatarengine.animation.compositor.Range;
import org.avatarengine.animation.compositor.RangeCheck;
import org.avatarengine.contract.frame.Channel;

/** A calibration by groups of channels, for sources that nobody has calibrated yet. */
public record CalibrationDefaults(
    @Range(max = 8, text = "multiplies what a source shows") GroupValues gain,
    @Range(max = 0.5, text = "what counts as nothing") GroupValues deadZone,
    boolean mirror) {

  public CalibrationDefaults {
    RangeCheck.check(CalibrationDefaults.class, gain, deadZone, mirror);
  }

  /** Changes nothing. */
  public static CalibrationDefaults none() {
    return new CalibrationDefaults(GroupValues.all(1), GroupValues.all(0), false);
  }

  /** Spread over the channels. */
  public Calibration toCalibration() {
    return new Calibration(
        new float[Channel.COUNT], gain.perChannel(), deadZone.perChannel(), mirror);
  }
}
