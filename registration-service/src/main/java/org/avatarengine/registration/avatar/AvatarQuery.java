package org.avatarengine.registration.avatar;

import java.util.List;
import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;

/**
 * Which avatars to list, newest first.
 *
 * @param ownerId whose, or null for everybody's
 * @param scope only these, or all when empty
 * @param text found in the name or a tag whatever its case, or null
 * @param tags every one of which the avatar has
 * @param status or null for all
 * @param page from 0
 * @param size at least 1
 */
public record AvatarQuery(
    UserId ownerId,
    Set<AvatarId> scope,
    boolean includeInactive,
    String text,
    List<String> tags,
    RegistrationStatus status,
    int page,
    int size) {
  public AvatarQuery {
    scope = Set.copyOf(scope);
    tags = List.copyOf(tags);
  }
}
