package org.avatarengine.mlworker.task;

import org.avatarengine.contract.event.FaceTask;

/** A task under way here: what it does now, and whether it was told to stop. */
final class RunningTask {

  private final FaceTask task;
  private final String traceparent;
  private volatile boolean cancelled;
  private volatile Step step = new Step("queued", 0);

  /** The last stage that ended and how far the job is, percent. */
  record Step(String stage, int progress) {}

  RunningTask(FaceTask task, String traceparent) {
    this.task = task;
    this.traceparent = traceparent;
  }

  FaceTask task() {
    return task;
  }

  String traceparent() {
    return traceparent;
  }

  Step step() {
    return step;
  }

  void reached(Step reached) {
    step = reached;
  }

  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }
}
