package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The states of a job; the diagram stands with job-service's board. */
public enum JobStatus {
  /** Waits for a worker, for the first time or after a failed attempt. */
  @JsonProperty("queued")
  QUEUED,
  /** A worker holds a lease on the current attempt. */
  @JsonProperty("active")
  ACTIVE,
  /** Done; the result is there. */
  @JsonProperty("completed")
  COMPLETED,
  /** Ended without a result, for a reason that a retry would not change. */
  @JsonProperty("failed")
  FAILED,
  /** Ended by its owner or by an erasure. */
  @JsonProperty("cancelled")
  CANCELLED,
  /** Every attempt failed; the task lies in the dead-letter topic. */
  @JsonProperty("dead")
  DEAD
}
