package org.avatarengine.gateway.token;

import org.avatarengine.contract.id.UserId;

/** What became of a refresh. */
sealed interface RefreshOutcome {

  /** The presented token is spent, the next one is good. */
  record Rotated(UserId userId, Secret next) implements RefreshOutcome {}

  /** It was spent before; its family is revoked now. */
  record Reused() implements RefreshOutcome {}

  /** Unknown, expired or revoked. */
  record Refused() implements RefreshOutcome {}
}
