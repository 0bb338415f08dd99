package org.avatarengine.facecache.tier;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.facecache.entry.CachedFace;

/** A shared tier that tests can take away. */
public final class MemoryShared implements SharedTier {

  public final Map<AvatarId, byte[]> entries = new ConcurrentHashMap<>();
  public volatile boolean away;

  @Override
  public Uni<Optional<byte[]>> read(AvatarId avatarId) {
    return Uni.createFrom()
        .item(() -> away ? Optional.empty() : Optional.ofNullable(entries.get(avatarId)));
  }

  @Override
  public Uni<Void> offer(CachedFace face) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              if (!away) {
                entries.putIfAbsent(face.header().avatarId(), face.bytes());
              }
            });
  }

  @Override
  public Uni<Void> replace(CachedFace face) {
    return change(() -> entries.put(face.header().avatarId(), face.bytes()));
  }

  @Override
  public Uni<Void> drop(AvatarId avatarId) {
    return change(() -> entries.remove(avatarId));
  }

  private Uni<Void> change(Runnable change) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              if (away) {
                throw new IllegalStateException("away");
              }
              change.run();
            });
  }
}
