package org.avatarengine.animation.compositor;

/** What became of a sample. */
public enum SampleOutcome {
  TAKEN,
  /** Older than the newest one taken. */
  LATE,
  /** The newest one taken, again. */
  DUPLICATE,
  /** Without a face. */
  FACELESS
}
