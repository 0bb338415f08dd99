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
   * @param version what its version list gets with it, or null
   */
  record Save(Avatar avatar, AvatarFact fact, AvatarVersion version) implements Decision {
    public Save {
      Objects.requireNonNull(avatar, "avatar");
    }

    /** Without a change of its versions. */
    public Save(Avatar avatar) {
      this(avatar, null, null);
    }
  }

  /**
   * The record goes.
   *
   * @param fact said with the commit, or null
   */
  record Remove(AvatarFact fact) implements Decision {}
}
