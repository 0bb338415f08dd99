package org.avatarengine.vision.frame;

import java.util.Optional;

/**
 * The frames of one file in order, at most as many as asked for, spread evenly over it. One thread
 * reads; closing early gives up what was not read.
 */
public interface FrameSource extends AutoCloseable {

  ClipInfo info();

  /**
   * The next frame, or empty after the last.
   *
   * @throws FrameSourceException where the decoder broke; the same file may pass another time
   */
  Optional<Frame> next();

  /** After the last frame: whether the file was whole. A clip that breaks off gives what it has. */
  boolean complete();

  @Override
  void close();
}
