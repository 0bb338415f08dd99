package org.avatarengine.vision.face;

import java.time.Duration;

/**
 * Hears of an analysis' progress, on the thread that runs it. An unchecked exception that it throws
 * abandons the analysis and reaches the caller: that is how one is cancelled.
 */
@FunctionalInterface
public interface StageListener {

  /** The stage begins. */
  default void started(Stage stage) {}

  /** The stage is done. */
  void finished(Stage stage, Duration took);

  /** Hears nothing. */
  static StageListener none() {
    return (stage, took) -> {};
  }
}
