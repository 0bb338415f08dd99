package org.avatarengine.gateway.user;

import java.util.Set;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;

/**
 * Somebody who may sign in.
 *
 * @param name lower case, unique
 * @param passwordHash bcrypt
 * @param disabled may not sign in, refresh, or use API keys
 * @param localOnly made by local mode; as good as disabled in production
 */
public record User(
    UserId id,
    String name,
    String passwordHash,
    Set<Role> roles,
    Set<Permission> permissions,
    boolean disabled,
    boolean localOnly) {

  public User {
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
  }

  /** Never the hash. */
  @Override
  public String toString() {
    return "User[" + id + "]";
  }
}
