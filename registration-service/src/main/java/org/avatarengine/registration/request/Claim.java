package org.avatarengine.registration.request;

import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;

/** What is known of a request when its record comes. */
sealed interface Claim {

  /** Nobody else works at it: we do. */
  record Ours() implements Claim {}

  /** Somebody else is at work, or was when they stopped short. */
  record Theirs() implements Claim {}

  /** It was taken before. */
  record Accepted(AvatarId avatarId, JobId jobId) implements Claim {}

  /** The same id was used for another request. */
  record Mismatch() implements Claim {}
}
