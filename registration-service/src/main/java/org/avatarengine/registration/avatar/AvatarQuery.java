package org.avatarengine.registration.avatar;

import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;

/**
 * Which avatars to list, newest first.
 *
 * @param ownerId whose, or null for everybody's
 * @param scope only these, or all when empty
 * @param page from 0
 * @param size 1 to 100
 */
public record AvatarQuery(
    UserId ownerId, Set<AvatarId> scope, boolean includeInactive, int page, int size) {
  public AvatarQuery {
    scope = Set.copyOf(scope);
  }
}
