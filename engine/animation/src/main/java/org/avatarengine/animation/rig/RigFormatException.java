package org.avatarengine.animation.rig;

/** A rig's table is not usable; the message names file, line and column, and what to mend. */
public final class RigFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public RigFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
