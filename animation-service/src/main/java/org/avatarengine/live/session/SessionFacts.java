package org.avatarengine.live.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.id.UserId;

/**
 * What a session is, for as long as it lives; goes with its snapshot to another instance.
 *
 * @param avatarId whose face it animates, as its creator says; null for none
 * @param preset the name of the animation preset
 * @param subject the pairing code: what a Live Link source calls itself to drive this session
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionFacts(
    SessionId id,
    UserId ownerId,
    AvatarId avatarId,
    String rig,
    int fps,
    FrameProfile profile,
    String preset,
    String subject,
    Instant createdAt) {

  public SessionFacts {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
