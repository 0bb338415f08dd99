package org.avatarengine.contract.event;

import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;

/** What registration-service says on {@code avatar.events}, keyed by avatarId. */
public sealed interface AvatarFact extends Payload {

  AvatarId avatarId();

  UserId ownerId();

  /** The face is registered and can be read. */
  record Registered(AvatarId avatarId, UserId ownerId, JobId jobId) implements AvatarFact {}

  /** The registration was refused or failed; only its job remains. */
  record Rejected(AvatarId avatarId, UserId ownerId, JobId jobId) implements AvatarFact {}

  /** A dry run has been answered: its job and whatever its worker left go without a trace. */
  record Discarded(AvatarId avatarId, UserId ownerId, JobId jobId) implements AvatarFact {}

  /** The avatar is erased: whoever holds something of it drops it and acknowledges. */
  record Erased(AvatarId avatarId, UserId ownerId) implements AvatarFact {}
}
