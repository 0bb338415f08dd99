package org.avatarengine.contract.event;

import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.job.JobView;

/** What job-service says on {@code avatar.job-events}, keyed by jobId. */
public sealed interface JobFact extends Payload {

  /** The job's state after a change. */
  record Changed(JobView job) implements JobFact {}

  /** Every job of an erased avatar is ended and forgotten. */
  record Erased(AvatarId avatarId) implements JobFact {}
}
