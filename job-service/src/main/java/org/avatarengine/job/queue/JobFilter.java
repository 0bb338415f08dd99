package org.avatarengine.job.queue;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;

/**
 * Which jobs a list shows.
 *
 * @param owner only this user's; empty for everyone's
 * @param avatars only of these avatars; empty for all
 * @param completedSince leaves out jobs completed before; empty shows all that are kept
 */
public record JobFilter(
    Optional<UserId> owner,
    Set<AvatarId> avatars,
    Optional<JobStatus> status,
    Optional<JobKind> kind,
    Optional<Instant> completedSince) {
  public JobFilter {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(completedSince, "completedSince");
    avatars = Set.copyOf(avatars);
  }
}
