package org.avatarengine.job.board;

/** What must leave the service together with a change. */
public enum Effect {
  /** Tell everyone how the job stands now. */
  ANNOUNCE,
  /** Put the task of the current attempt on its topic. */
  DISPATCH,
  /** Order every worker to stop working on the job. */
  STOP_WORKERS,
  /** Put the task into the dead-letter topic. */
  DEAD_LETTER
}
