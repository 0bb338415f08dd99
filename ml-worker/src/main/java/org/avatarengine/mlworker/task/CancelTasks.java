package org.avatarengine.mlworker.task;

import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;

/** Stops tasks on order, from whichever side the order comes. */
@ApplicationScoped
public class CancelTasks {

  private final RunningTasks tasks;

  CancelTasks(RunningTasks tasks) {
    this.tasks = tasks;
  }

  public void ofJob(JobId jobId) {
    tasks.cancel(jobId);
  }

  public void ofAvatar(AvatarId avatarId) {
    tasks.forget(avatarId);
  }
}
