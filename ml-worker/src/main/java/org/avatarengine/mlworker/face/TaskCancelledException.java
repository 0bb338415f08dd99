package org.avatarengine.mlworker.face;

/** Leaves a task from wherever it is. */
public final class TaskCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskCancelledException() {
    super("cancelled", null, false, false);
  }
}
