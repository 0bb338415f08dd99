package org.avatarengine.registration.job;

import org.avatarengine.contract.job.JobView;

/** What became of a submission. */
public sealed interface Submitted {

  /** The job is there. */
  record Accepted(JobView job) implements Submitted {}

  /**
   * Job-service does not want it, and said so.
   *
   * @param status the HTTP status, 400 to 499
   */
  record Refused(int status) implements Submitted {}

  /**
   * No answer.
   *
   * @param mayHaveArrived false only where no call can have reached job-service
   */
  record Unanswered(boolean mayHaveArrived) implements Submitted {}
}
