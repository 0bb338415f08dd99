package org.avatarengine.animation.rig;

import java.util.Arrays;

/**
 * A curve of straight lines between points, flat outside of them. A negative input is looked up by
 * its size and keeps its sign, so one curve serves both directions of a rotation.
 */
final class RigCurve {

  /** Changes nothing. */
  static final RigCurve LINEAR = new RigCurve(new float[] {0, 1}, new float[] {0, 1});

  private final float[] inputs;
  private final float[] outputs;

  /**
   * A curve.
   *
   * @param inputs strictly rising, at least two
   * @param outputs as many
   */
  RigCurve(float[] inputs, float[] outputs) {
    this.inputs = inputs.clone();
    this.outputs = outputs.clone();
  }

  float at(float value) {
    if (this == LINEAR) {
      return value;
    }
    float size = Math.abs(value);
    int last = inputs.length - 1;
    float result;
    if (size <= inputs[0]) {
      result = outputs[0];
    } else if (size >= inputs[last]) {
      result = outputs[last];
    } else {
      int i = 1;
      while (size > inputs[i]) {
        i++;
      }
      float part = (size - inputs[i - 1]) / (inputs[i] - inputs[i - 1]);
      result = outputs[i - 1] + part * (outputs[i] - outputs[i - 1]);
    }
    return value < 0 ? -result : result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RigCurve curve
        && Arrays.equals(inputs, curve.inputs)
        && Arrays.equals(outputs, curve.outputs);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(inputs) + Arrays.hashCode(outputs);
  }
}
