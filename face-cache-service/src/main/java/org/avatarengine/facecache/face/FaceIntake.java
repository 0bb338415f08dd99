package org.avatarengine.facecache.face;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.entry.FaceVersions;
import org.avatarengine.facecache.entry.IncomingFace;
import org.avatarengine.facecache.tier.BlobTier;
import org.avatarengine.facecache.tier.SharedTier;

/**
 * Stores what workers bring. A late entry is refused before it is written; and because another
 * instance may be storing or erasing at the same moment, the writer judges once more after it has
 * written: a tombstone or a newer version then makes it take its own entry back. Of two writers the
 * one that judges last sees both, so exactly one entry stays.
 */
@Singleton
class FaceIntake {

  private final FaceCache cache;
  private final SharedTier shared;
  private final BlobTier blobs;
  private final FaceInspector inspector;

  FaceIntake(FaceCache cache, SharedTier shared, BlobTier blobs, FaceInspector inspector) {
    this.cache = cache;
    this.shared = shared;
    this.blobs = blobs;
    this.inspector = inspector;
  }

  /**
   * Makes these bytes the avatar's face, unless they are late. Fails with a 503 problem when Redis
   * does not answer and may hold an older face: the same call again then finishes the work.
   */
  Uni<StoreOutcome> store(AvatarId avatarId, byte[] bytes) {
    return inspector
        .examine(avatarId, bytes)
        .chain(
            face ->
                blobs
                    .isBuried(avatarId)
                    .chain(buried -> buried ? refuse(avatarId) : storeUnlessLate(face)))
        .onFailure(FaceFormatException.class)
        .recoverWithItem(damage -> new StoreOutcome.Malformed(damage.getMessage()));
  }

  private Uni<StoreOutcome> storeUnlessLate(IncomingFace face) {
    return blobs
        .keys(face.avatarId())
        .chain(keys -> blobs.headers(keys).chain(headers -> store(face, keys, headers)));
  }

  /**
   * Goes on with what is known of the avatar.
   *
   * @param before what lies there, oldest first
   * @param headers of those of {@code before} that are intact
   */
  private Uni<StoreOutcome> store(
      IncomingFace face, List<BlobKey> before, Map<BlobKey, FaceHeader> headers) {
    boolean late =
        headers.values().stream().anyMatch(other -> FaceVersions.compare(other, face.header()) > 0);
    if (late) {
      return before.contains(face.key())
          ? takeBack(face)
          : Uni.createFrom().item(new StoreOutcome.Superseded());
    }
    boolean same = headers.containsKey(face.key());
    boolean damaged = !same && before.contains(face.key());
    boolean replaces = before.stream().anyMatch(key -> !key.equals(face.key()));
    return Uni.createFrom()
        // A damaged blob keeps its key from being written again.
        .deferred(() -> damaged ? blobs.delete(List.of(face.key())) : Uni.createFrom().voidItem())
        .chain(() -> same ? Uni.createFrom().voidItem() : blobs.put(face))
        .chain(() -> share(face, replaces))
        .chain(() -> judge(face, before, same));
  }

  /** Only where an older face lay can an older one be in Redis; elsewhere Redis may be missed. */
  private Uni<Void> share(IncomingFace face, boolean replaces) {
    Uni<Void> write = shared.replace(face.face());
    if (!replaces) {
      return write.onFailure().recoverWithNull();
    }
    return write
        .onFailure()
        .invoke(() -> cache.drop(face.avatarId()))
        .onFailure()
        .transform(FaceCache::redisNeeded);
  }

  private Uni<StoreOutcome> judge(IncomingFace face, List<BlobKey> before, boolean same) {
    AvatarId avatarId = face.avatarId();
    return blobs
        .keys(avatarId)
        .chain(
            now -> {
              List<BlobKey> arrived = now.stream().filter(key -> !before.contains(key)).toList();
              return blobs
                  .headers(arrived)
                  .chain(
                      headers ->
                          blobs
                              .isBuried(avatarId)
                              .chain(
                                  buried -> {
                                    if (buried) {
                                      return refuse(avatarId);
                                    }
                                    return stays(face, now, headers)
                                        ? settle(face, now, same)
                                        : takeBack(face);
                                  }));
            });
  }

  /** Of two that are as new as each other the one that lies there later stays. */
  private static boolean stays(
      IncomingFace face, List<BlobKey> now, Map<BlobKey, FaceHeader> arrived) {
    int place = now.indexOf(face.key());
    return place >= 0
        && arrived.entrySet().stream()
            .filter(other -> !other.getKey().equals(face.key()))
            .noneMatch(
                other -> {
                  int order = FaceVersions.compare(other.getValue(), face.header());
                  return order > 0 || (order == 0 && now.indexOf(other.getKey()) > place);
                });
  }

  private Uni<StoreOutcome> settle(IncomingFace face, List<BlobKey> now, boolean same) {
    List<BlobKey> older = now.stream().filter(key -> !key.equals(face.key())).toList();
    return blobs
        .delete(older)
        .invoke(() -> cache.keep(face.face()))
        .map(
            done ->
                same ? new StoreOutcome.Same(face.face()) : new StoreOutcome.Stored(face.face()));
  }

  /** Redis first: while the blob lies there, the same call again finds this work undone. */
  private Uni<StoreOutcome> takeBack(IncomingFace face) {
    AvatarId avatarId = face.avatarId();
    return Uni.createFrom()
        .deferred(
            () -> {
              cache.drop(avatarId);
              return shared.drop(avatarId);
            })
        .onFailure()
        .transform(FaceCache::redisNeeded)
        .chain(() -> blobs.delete(List.of(face.key())))
        .map(done -> new StoreOutcome.Superseded());
  }

  private Uni<StoreOutcome> refuse(AvatarId avatarId) {
    return cache.sweep(avatarId).map(done -> new StoreOutcome.Erased());
  }
}
