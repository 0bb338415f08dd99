package org.avatarengine.vision.image;

import java.io.IOException;

/** Carries a refusal out of a decoder's depths; {@link ImageDecoder} turns it into a value. */
final class RefusedImageException extends IOException {

  private final Refusal refusal;

  RefusedImageException(Refusal refusal, String message) {
    super(message);
    this.refusal = refusal;
  }

  static RefusedImageException unreadable(String message) {
    return new RefusedImageException(Refusal.UNREADABLE, message);
  }

  static RefusedImageException truncated() {
    return new RefusedImageException(
        Refusal.TRUNCATED, "The file ends before its picture does. Upload it again, whole.");
  }

  Refusal refusal() {
    return refusal;
  }
}
