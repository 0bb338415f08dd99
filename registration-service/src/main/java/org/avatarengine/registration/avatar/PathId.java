package org.avatarengine.registration.avatar;

import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;

/** Reads the id of an avatar out of a path. */
public final class PathId {

  private PathId() {}

  /**
   * The id.
   *
   * @throws ProblemException 404 when it is not one: there is nothing there
   */
  public static AvatarId of(String text) {
    try {
      return AvatarId.of(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar by that id.");
    }
  }
}
