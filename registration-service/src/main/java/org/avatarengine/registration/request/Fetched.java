package org.avatarengine.registration.request;

import org.avatarengine.contract.problem.Reason;

/** What became of fetching an original. Where it did not arrive, no file is left. */
sealed interface Fetched {

  /** All of it lies in the file. */
  record Arrived() implements Fetched {}

  /** It may not be fetched, or is not there; trying again would not change that. */
  record Refused(Reason reason) implements Fetched {}

  /** It could not be fetched this time. */
  record Unreachable(Reason reason) implements Fetched {}
}
