package org.avatarengine.registration.avatar;

import java.util.Objects;
import org.avatarengine.contract.event.AvatarFact;

/** What becomes of an avatar's record within one transaction. */
public sealed interface Decision {

  /** Nothing changes. */
  record Keep() implements Decision {}

  /**
   * The record is replaced.
   *
   * @param fact said with the commit, or null
   */
  record Save(Avatar avatar, AvatarFact fact) implements Decision {
    public Save {
      Objects.requireNonNull(avatar, "avatar");
    }
  }

  /**
   * The record goes.
   *
   * @param fact said with the commit, or null
   */
  record Remove(AvatarFact fact) implements Decision {}
}
