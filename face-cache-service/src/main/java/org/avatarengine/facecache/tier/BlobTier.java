package org.avatarengine.facecache.tier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.entry.FaceVersions;
import org.avatarengine.platform.blob.BlobMissingException;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * The lasting tier. More than one entry of an avatar lies there only while one replaces another, or
 * after a crash in between; the newest by {@link FaceVersions} is the face.
 */
@Singleton
public class BlobTier {

  private static final Logger LOG = Logger.getLogger(BlobTier.class);

  private final BlobStore blobs;
  private final FaceInspector inspector;
  private final TierReads reads;

  public BlobTier(BlobStore blobs, FaceInspector inspector, TierReads reads) {
    this.blobs = blobs;
    this.inspector = inspector;
    this.reads = reads;
  }

  /**
   * The avatar's face, or empty. Fails with a 500 problem that names the blob when all there is
   * does not verify.
   */
  public Uni<Optional<CachedFace>> newest(AvatarId avatarId) {
    return Uni.createFrom()
        .deferred(() -> keys(avatarId).chain(this::newestOf))
        // Between listing and reading an entry was replaced: what replaced it is listed now.
        .onFailure(BlobMissingException.class)
        .retry()
        .atMost(1)
        .onFailure(BlobMissingException.class)
        .recoverWithItem(Optional.empty());
  }

  private Uni<Optional<CachedFace>> newestOf(List<BlobKey> keys) {
    if (keys.isEmpty()) {
      reads.count(Tier.BLOB, ReadOutcome.MISS);
      return Uni.createFrom().item(Optional.empty());
    }
    return Multi.createFrom()
        .iterable(keys)
        .onItem()
        .transformToUniAndConcatenate(this::read)
        .collect()
        .asList()
        .map(
            found -> {
              Optional<CachedFace> newest =
                  found.stream()
                      .flatMap(Optional::stream)
                      .reduce(
                          (one, later) ->
                              FaceVersions.compare(one.header(), later.header()) > 0 ? one : later);
              if (newest.isEmpty()) {
                throw ProblemException.of(
                    ProblemType.INTERNAL,
                    "The stored face " + keys.getLast() + " is damaged; register it again.");
              }
              reads.count(Tier.BLOB, ReadOutcome.HIT);
              return newest;
            });
  }

  /** The headers of those that verify. */
  public Uni<Map<BlobKey, FaceHeader>> headers(List<BlobKey> keys) {
    return Multi.createFrom()
        .iterable(keys)
        .onItem()
        .transformToUniAndConcatenate(
            key ->
                read(key).onFailure(BlobMissingException.class).recoverWithItem(Optional.empty()))
        .collect()
        .asList()
        .map(
            found ->
                found.stream()
                    .flatMap(Optional::stream)
                    .collect(Collectors.toMap(CachedFace::key, CachedFace::header)));
  }

  /** An intact entry, or empty when it is damaged. */
  private Uni<Optional<CachedFace>> read(BlobKey key) {
    return blobs
        .read(key)
        .chain(bytes -> inspector.inspect(key.avatarId(), bytes))
        .onItem()
        .transformToUni(
            face ->
                face.contentSha256().equals(key.sha256())
                    ? Uni.createFrom().item(face)
                    : Uni.createFrom()
                        .failure(new FaceFormatException("its name is not its SHA-256")))
        .map(Optional::of)
        .onFailure(FaceFormatException.class)
        .recoverWithItem(
            damage -> {
              reads.count(Tier.BLOB, ReadOutcome.CORRUPT);
              LOG.errorf("a stored face is damaged key=%s cause=%s", key, damage.getMessage());
              return Optional.empty();
            });
  }

  /** Where the avatar's entries lie, oldest first. */
  public Uni<List<BlobKey>> keys(AvatarId avatarId) {
    return blobs.list(BlobKind.FACES, avatarId);
  }

  public Uni<Void> put(CachedFace face) {
    return blobs.put(face.key(), face.bytes());
  }

  public Uni<Void> delete(List<BlobKey> keys) {
    return Multi.createFrom()
        .iterable(keys)
        .onItem()
        .transformToUniAndConcatenate(blobs::delete)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  public Uni<Void> deleteAll(AvatarId avatarId) {
    return blobs.deleteAll(BlobKind.FACES, avatarId);
  }

  /** Leaves the tombstone: from now on no entry of this avatar is taken or given. */
  public Uni<Void> bury(AvatarId avatarId) {
    return blobs.bury(BlobKind.FACES, avatarId);
  }

  public Uni<Boolean> isBuried(AvatarId avatarId) {
    return blobs.buried(BlobKind.FACES, avatarId);
  }
}
