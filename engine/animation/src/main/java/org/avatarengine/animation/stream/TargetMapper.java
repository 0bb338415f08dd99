package org.avatarengine.animation.stream;

/**
 * A rig at work for one session: from the 61 channels to the blend shapes of a character. May keep
 * state (secondary motion), so a session has its own.
 */
public interface TargetMapper {

  /** How many targets the rig has. */
  int count();

  /**
   * Maps one face. Called once for each moment, in their order.
   *
   * @param values 61 floats: blend shapes 0..1, rotations −1..1; not changed
   * @param nowUs microseconds since the session began
   * @param targets {@link #count()} floats, written in the order of the rig's published table
   */
  void map(float[] values, long nowUs, float[] targets);
}
