package org.avatarengine.live.access;

import java.time.Instant;
import java.util.Optional;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.session.SessionFacts;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.SessionTokens;

/** What somebody came with: a user's token, or the token of one session. */
public sealed interface Credential {

  /**
   * A user, an administrator or a service.
   *
   * @param expiry when the token runs out
   */
  record User(Caller caller, Instant expiry) implements Credential {
    @Override
    public Optional<SessionRole> role(SessionFacts facts) {
      if (!owns(facts)) {
        return Optional.empty();
      }
      if (caller.permissions().contains(Permission.WRITE)) {
        return Optional.of(SessionRole.PERFORMER);
      }
      return caller.permissions().contains(Permission.READ)
          ? Optional.of(SessionRole.VIEWER)
          : Optional.empty();
    }

    @Override
    public boolean owns(SessionFacts facts) {
      if (facts.avatarId() != null) {
        return caller.mayAccess(facts.avatarId(), facts.ownerId());
      }
      return caller.isSystem()
          || caller.avatarScope().isEmpty()
              && (caller.isAdmin() || caller.userId().equals(facts.ownerId()));
    }
  }

  /** Whoever holds a token of one session. */
  record Holder(SessionTokens.Grant grant) implements Credential {
    @Override
    public Optional<SessionRole> role(SessionFacts facts) {
      return mayKnow(facts.id()) ? Optional.of(grant.role()) : Optional.empty();
    }

    @Override
    public boolean owns(SessionFacts facts) {
      return false;
    }

    @Override
    public boolean mayKnow(SessionId id) {
      return grant.sessionId().equals(id);
    }

    @Override
    public Instant expiry() {
      return grant.expiry();
    }
  }

  /** What it permits at a session; empty when the session is none of its business. */
  Optional<SessionRole> role(SessionFacts facts);

  /** Whether it is the owner's, or as good. */
  boolean owns(SessionFacts facts);

  /** Whether it is worth looking for the session. */
  default boolean mayKnow(SessionId id) {
    return true;
  }

  Instant expiry();
}
