package org.avatarengine.contract.event;

import org.avatarengine.contract.id.JobId;

/** Orders on {@code avatar.task-control}, read by every worker. */
public sealed interface TaskControl extends Payload {

  /** Stop working on this job, whatever the attempt. */
  record Cancel(JobId jobId) implements TaskControl {}
}
