package org.avatarengine.animation.rig;

/** What targets may not do together; applied in the order of the table. */
sealed interface RigConstraint {

  /** Of two opposites only the stronger one stays. */
  record Exclude(int first, int second) implements RigConstraint {}

  /** Scaled down together until their sum is the limit. */
  record Sum(int[] targets, float limit) implements RigConstraint {}

  /** Multiplied by {@code 1 − amount · source}, as VRM's override "blend" does. */
  record Blend(int source, int[] targets, float amount) implements RigConstraint {}

  /** Zero while the source is over zero, as VRM's override "block" does. */
  record Block(int source, int[] targets) implements RigConstraint {}

  /** Whatever the others leave of 1. */
  record Rest(int target, int[] targets) implements RigConstraint {}
}
