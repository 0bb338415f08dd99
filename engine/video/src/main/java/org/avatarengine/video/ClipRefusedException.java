package org.avatarengine.video;

import org.avatarengine.vision.image.Refusal;

/** The clip is not for us; the message is for people. Stays inside the child. */
final class ClipRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal code;

  ClipRefusedException(Refusal code, String message) {
    super(message);
    this.code = code;
  }

  Refusal code() {
    return code;
  }
}
