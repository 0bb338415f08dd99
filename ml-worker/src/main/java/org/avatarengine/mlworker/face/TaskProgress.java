package org.avatarengine.mlworker.face;

/** Hears how far a task is, and may stop it where it asks. */
public interface TaskProgress {

  /**
   * A stage is done.
   *
   * @param percent of the whole job, 0 to 99
   */
  void reached(String stage, int percent);

  /** Throws where the task was told to stop. */
  void checkCancelled();
}
