package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.id.JobId;

/**
 * A face that is being made anew, while the one before it is served.
 *
 * <pre>
 *   pending ──completed──► (the avatar's face)
 *    │  ▲ └─rejected, cancelled──► (dropped)
 *  dead │
 *    ▼ retried
 *   failed ──completed──► (the avatar's face)
 *    └─hold over, another one ordered──► (dropped)
 * </pre>
 *
 * @param version the number that it will have
 * @param status pending, or failed once its job is dead
 * @param since when it was ordered
 * @param jobSeenAt the {@code updatedAt} of the newest job fact taken into account, or null
 */
@RegisterForReflection
public record Regeneration(
    Processing processing,
    int version,
    VersionReason reason,
    VersionStatus status,
    Instant since,
    Instant jobSeenAt) {

  public Regeneration {
    Objects.requireNonNull(processing, "processing");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(since, "since");
    if (status != VersionStatus.PENDING && status != VersionStatus.FAILED) {
      throw new IllegalArgumentException("a regeneration is pending or failed, not " + status);
    }
  }

  @JsonIgnore
  public JobId jobId() {
    return processing.jobId();
  }

  @JsonIgnore
  public boolean isPending() {
    return status == VersionStatus.PENDING;
  }

  public Regeneration toFailed(Instant jobSeen) {
    return new Regeneration(processing, version, reason, VersionStatus.FAILED, since, jobSeen);
  }

  public Regeneration toPending(Instant jobSeen) {
    return new Regeneration(processing, version, reason, VersionStatus.PENDING, since, jobSeen);
  }
}
