package org.avatarengine.animation.dialect;

/** Readers and writers by dialect. */
public final class Dialects {

  private Dialects() {}

  /**
   * A fresh reader.
   *
   * @throws IllegalArgumentException for AVATAR, whose frames the session itself decodes
   */
  public static DialectReader reader(Dialect dialect) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * A writer of Live Link Face packets, version 6.
   *
   * @param subject the name that Unreal shows, 1..64 characters
   * @param fps the frame rate that the packets claim
   */
  public static DialectWriter liveLink(String subject, int fps) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * A writer of VMC bundles (OSC): Blend/Val with the 52 ARKit names, Apply, head and eye bones.
   */
  public static DialectWriter vmc() {
    throw new UnsupportedOperationException("not written yet");
  }
}
