package org.avatarengine.vision.image;

/** What a sampler sees outside the picture. */
public enum Border {
  /** Black. */
  BLACK,
  /** The nearest pixel of the edge. */
  NEAREST
}
