package org.avatarengine.platform.identity;

import java.util.Objects;
import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Who is calling, out of a verified token.
 *
 * @param avatarScope the avatars this token is good for; empty means all of the user's own
 * @param tokenId the token's {@code jti}
 */
public record Caller(
    UserId userId,
    String name,
    Set<Role> roles,
    Set<Permission> permissions,
    Set<AvatarId> avatarScope,
    String tokenId) {

  public Caller {
    Objects.requireNonNull(userId, "userId");
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
    avatarScope = Set.copyOf(avatarScope);
  }

  public boolean isAdmin() {
    return roles.contains(Role.ADMIN);
  }

  public boolean isSystem() {
    return roles.contains(Role.SYSTEM);
  }

  /**
   * Requires a permission.
   *
   * @throws ProblemException 403 when the token lacks it
   */
  public void require(Permission permission) {
    if (!permissions.contains(permission)) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason(
              "permission-missing",
              "This token lacks the permission \"" + permission.claim() + "\"."));
    }
  }

  /**
   * Requires the role admin.
   *
   * @throws ProblemException 403 for everyone else
   */
  public void requireAdmin() {
    if (!isAdmin()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN, new Reason("admin-only", "Only an administrator may do this."));
    }
  }

  /** Whether the avatar may be seen: its owner within the token's scope, an admin, or a service. */
  public boolean mayAccess(AvatarId avatarId, UserId ownerId) {
    if (isSystem()) {
      return true;
    }
    boolean inScope = avatarScope.isEmpty() || avatarScope.contains(avatarId);
    return inScope && (isAdmin() || userId.equals(ownerId));
  }

  /**
   * Requires access to an avatar.
   *
   * @throws ProblemException 404, so that nobody learns what others have
   */
  public void requireAccess(AvatarId avatarId, UserId ownerId) {
    if (!mayAccess(avatarId, ownerId)) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + avatarId + ".");
    }
  }
}
