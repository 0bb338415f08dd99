package org.avatarengine.facecache.face;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.avatarengine.contract.id.AvatarId;

/**
 * Erasures this instance knows of. A memory of tombstones, never the truth about them: it is
 * bounded, and what it forgot is asked of the blob store again.
 */
final class ErasedIds {

  private static final int BOUND = 100_000;

  private final Cache<AvatarId, Boolean> ids =
      Caffeine.newBuilder().maximumSize(BOUND).executor(Runnable::run).build();

  void remember(AvatarId avatarId) {
    ids.put(avatarId, Boolean.TRUE);
  }

  boolean contains(AvatarId avatarId) {
    return ids.getIfPresent(avatarId) != null;
  }
}
