package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;

/** One step from sources to face: changes the face in place and does one thing. */
interface Stage {

  /** What it is called in counts and in saved state. */
  String name();

  /** Changes 61 floats in place. */
  void apply(float[] face, Moment moment);

  /** How often it did its one thing. */
  long events();

  /** Writes what it needs to go on elsewhere. */
  default void save(ByteBuffer out) {}

  /** Reads what {@link #save} wrote. */
  default void restore(ByteBuffer in) {}
}
