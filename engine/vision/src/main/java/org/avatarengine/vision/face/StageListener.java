package org.avatarengine.vision.face;

import java.time.Duration;

/**
 * Hears of an analysis' progress, on the thread that runs it. An unchecked exception that it throws
 * abandons the analysis and reaches the caller: that is how one is cancelled.
 *
 * <p>A photo passes each stage once, in order. A clip passes {@link Stage#DECODE} to {@link
 * Stage#QUALITY} with each frame, and quality and overlay at its end.
 */
@FunctionalInterface
public interface StageListener {

  /** The stage begins. */
  default void started(Stage stage) {}

  /** The stage is done. */
  void finished(Stage stage, Duration took);

  /**
   * One more of a clip's frames is done; not called for a photo.
   *
   * @param done frames of the file that lie behind: those passed over count, so that done over of
   *     is the share of the work
   * @param of frames of the file
   */
  default void framesDone(int done, int of) {}

  /** Hears nothing. */
  static StageListener none() {
    return (stage, took) -> {};
  }
}
