package org.avatarengine.vision.face;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs stages one after the other, telling the listener and summing the times. Parts of one stage
 * that follow each other are one to the listener, which hears that it is done when the next begins.
 */
final class Stages {

  private final StageListener listener;
  private final Map<Stage, Duration> timings = new EnumMap<>(Stage.class);
  private Stage current;
  private Duration took = Duration.ZERO;

  Stages(StageListener listener) {
    this.listener = listener;
  }

  <T> T run(Stage stage, Supplier<T> work) {
    if (stage != current) {
      finish();
      current = stage;
      listener.started(stage);
    }
    long start = System.nanoTime();
    T result = work.get();
    took = took.plusNanos(System.nanoTime() - start);
    return result;
  }

  /** Nothing more belongs to the current stage. */
  void finish() {
    if (current == null) {
      return;
    }
    Stage done = current;
    Duration time = took;
    current = null;
    took = Duration.ZERO;
    timings.merge(done, time, Duration::plus);
    listener.finished(done, time);
  }

  void framesDone(int done, int of) {
    finish();
    listener.framesDone(done, of);
  }

  Map<Stage, Duration> timings() {
    return timings;
  }
}
