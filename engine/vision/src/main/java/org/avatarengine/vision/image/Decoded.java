package org.avatarengine.vision.image;

/** What became of an uploaded file: a picture or a refusal. */
public sealed interface Decoded {

  /** The file decoded. */
  record Image(UprightImage image, ImageFormat format) implements Decoded {}

  /**
   * The file was refused.
   *
   * @param message one sentence for the person who uploaded it
   */
  record Refused(Refusal code, String message) implements Decoded {}
}
