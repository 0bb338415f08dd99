package org.avatarengine.registration.avatar;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A page of avatars, newest first.
 *
 * @param page from 0
 * @param size how many were asked for
 * @param total how many there are on all pages
 */
@RegisterForReflection
public record AvatarPage(List<AvatarView> items, int page, int size, long total) {
  public AvatarPage {
    items = List.copyOf(items);
  }
}
