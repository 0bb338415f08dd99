package org.avatarengine.vision.detect;

/** A configured detector cannot be used; the message is one line that says why. */
public final class DetectorSlotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DetectorSlotException(String message) {
    super(message);
  }

  DetectorSlotException(String message, Throwable cause) {
    super(message, cause);
  }
}
