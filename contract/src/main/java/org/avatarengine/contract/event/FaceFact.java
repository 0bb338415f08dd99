package org.avatarengine.contract.event;

import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.id.AvatarId;

/** What face-cache-service says on {@code avatar.face-events}. */
public sealed interface FaceFact extends Payload {

  /**
   * Reads since the instance last said so; keyed by instance. A count may be lost with a crash and
   * come twice with a re-delivery: it is a statistic, not an account.
   */
  record Accessed(List<Access> accesses) implements FaceFact {
    public Accessed {
      accesses = List.copyOf(accesses);
    }
  }

  /**
   * Reads of one avatar's face.
   *
   * @param count reads, at least 1
   * @param last when it was read last
   */
  record Access(AvatarId avatarId, long count, Instant last) {}

  /**
   * The stored entry does not verify and was set aside; registration has it made anew from the
   * original. Keyed by avatarId.
   */
  record Damaged(AvatarId avatarId, String cause) implements FaceFact {}
}
