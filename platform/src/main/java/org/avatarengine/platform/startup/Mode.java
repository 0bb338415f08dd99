package org.avatarengine.platform.startup;

/** Where the engine runs: on somebody's own machine, or for others. */
public enum Mode {
  /** Demo user, keys made on the fly, default secrets. */
  LOCAL,
  /** Everything that LOCAL makes up must be given; a default secret stops the start. */
  PRODUCTION
}
