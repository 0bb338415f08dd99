package org.avatarengine.job.board;

/** Why a fact or a wish did not change a job. The tag goes into logs and metrics. */
public enum Refusal {
  /** There is no such job: erased, removed by age, or never known. */
  UNKNOWN_JOB("unknown-job"),
  /** A newer attempt has taken over. */
  SUPERSEDED("superseded"),
  /** The attempt was never sent out. */
  NEVER_SENT("never-sent"),
  /** The job has ended, otherwise than the fact says. */
  ENDED("ended"),
  /** Only a dead job, or one that waits for its next attempt, can be retried. */
  NOT_RETRYABLE("not-retryable"),
  /** Nothing is due yet. */
  NOT_DUE("not-due");

  private final String tag;

  Refusal(String tag) {
    this.tag = tag;
  }

  public String tag() {
    return tag;
  }
}
