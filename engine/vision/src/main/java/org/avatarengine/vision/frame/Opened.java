package org.avatarengine.vision.frame;

import org.avatarengine.vision.image.Refusal;

/** What came of opening a file. */
public sealed interface Opened {

  /**
   * Frames can be read; whoever opened it closes it.
   *
   * @param format {@code jpeg}, {@code png}, {@code gif}, {@code mp4} or {@code mov}
   */
  record Source(FrameSource frames, String format) implements Opened {}

  /** The file is refused; the message is for people. */
  record Refused(Refusal code, String message) implements Opened {}
}
