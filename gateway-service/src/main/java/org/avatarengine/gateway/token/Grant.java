package org.avatarengine.gateway.token;

import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.gateway.user.User;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;

/**
 * What a token is to say.
 *
 * @param avatars the only avatars it is good for; empty means all of the user's own
 */
public record Grant(
    UserId userId,
    String name,
    Set<Role> roles,
    Set<Permission> permissions,
    Set<AvatarId> avatars) {

  public Grant {
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
    avatars = Set.copyOf(avatars);
  }

  /** Everything a user may do. */
  public static Grant of(User user) {
    return new Grant(user.id(), user.name(), user.roles(), user.permissions(), Set.of());
  }
}
