package org.avatarengine.mlworker.task;

import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.id.JobId;

/** One attempt of one job. */
record TaskKey(JobId jobId, int attempt) {
  static TaskKey of(FaceTask task) {
    return new TaskKey(task.jobId(), task.attempt());
  }
}
