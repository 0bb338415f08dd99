package org.avatarengine.mlworker.face;

import java.time.Duration;
import java.util.Optional;
import org.avatarengine.vision.frame.ClipInfo;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameSource;

/** Frames, and how long one waited for them. */
final class TimedFrames implements FrameSource {

  private final FrameSource frames;
  private long nanos;

  /**
   * @param opening how long opening the file took
   */
  TimedFrames(FrameSource frames, Duration opening) {
    this.frames = frames;
    this.nanos = opening.toNanos();
  }

  Duration waited() {
    return Duration.ofNanos(nanos);
  }

  @Override
  public ClipInfo info() {
    return frames.info();
  }

  @Override
  public Optional<Frame> next() {
    long begun = System.nanoTime();
    try {
      return frames.next();
    } finally {
      nanos += System.nanoTime() - begun;
    }
  }

  @Override
  public boolean complete() {
    return frames.complete();
  }

  @Override
  public void close() {
    frames.close();
  }
}
