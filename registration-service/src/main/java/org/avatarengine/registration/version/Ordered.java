package org.avatarengine.registration.version;

import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.Regeneration;

/** What became of the wish to make a face anew. */
sealed interface Ordered {

  /** It is being made. */
  record Begun(Avatar avatar, Regeneration regeneration) implements Ordered {}

  /** There is no such avatar. */
  record Unknown() implements Ordered {}

  /** There is no face yet that could be made anew. */
  record NotRegistered() implements Ordered {}

  /** One at a time. */
  record UnderWay(Regeneration present) implements Ordered {}

  /** The person in the picture no longer consents. */
  record ConsentWithdrawn() implements Ordered {}

  /** The last one was ordered a moment ago. */
  record TooSoon() implements Ordered {}

  /** Job-service does not want the job. */
  record Refused() implements Ordered {}
}
