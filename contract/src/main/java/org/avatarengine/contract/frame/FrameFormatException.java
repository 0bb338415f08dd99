package org.avatarengine.contract.frame;

/** The bytes are no frame or message of this protocol; says at which byte and why. */
public final class FrameFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public FrameFormatException(String message) {
    super(message);
  }
}
