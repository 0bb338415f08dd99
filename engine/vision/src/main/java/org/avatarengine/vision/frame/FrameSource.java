package org.avatarengine.vision.frame;

import java.util.Optional;
import org.avatarengine.vision.image.UprightImage;

/**
 * The frames of one file in order, at most as many as asked for, spread evenly over it. One thread
 * reads; closing early gives up what was not read.
 */
public interface FrameSource extends AutoCloseable {

  /** A photo: one frame. */
  static FrameSource of(UprightImage photo) {
    return new PhotoSource(photo, true);
  }

  ClipInfo info();

  /**
   * The next frame, or empty after the last. Its pixels belong to the caller; the source does not
   * write to them again.
   *
   * @throws FrameSourceException where the decoder broke; the same file may pass another time
   */
  Optional<Frame> next();

  /** After the last frame: whether the file was whole. A clip that breaks off gives what it has. */
  boolean complete();

  @Override
  void close();
}
