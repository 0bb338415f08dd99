package org.avatarengine.animation.compositor;

/** Where speech enters: called once a frame, between the procedural life and the constraints. */
public interface CoArticulation {

  /**
   * Blends the mouth of a moment into the face.
   *
   * @param values 61 floats, changed in place
   */
  void apply(float[] values, long nowUs);
}
