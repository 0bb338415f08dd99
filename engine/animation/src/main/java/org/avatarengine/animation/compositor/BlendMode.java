package org.avatarengine.animation.compositor;

/** How a source meets the ones below it. */
public enum BlendMode {
  /** Its channels replace theirs, by its weight. */
  REPLACE,
  /** Added to theirs. */
  ADD,
  /** The larger one wins. */
  MAX,
  /** Multiplied with theirs. */
  MULTIPLY
}
