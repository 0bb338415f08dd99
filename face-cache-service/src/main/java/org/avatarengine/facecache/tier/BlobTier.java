package org.avatarengine.facecache.tier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.entry.FaceVersions;
import org.avatarengine.facecache.entry.IncomingFace;
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

  private static final int REPLACED_MEANWHILE = 3;
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final BlobStore blobs;
  private final FaceInspector inspector;
  private final TierReads reads;

  public BlobTier(BlobStore blobs, FaceInspector inspector, TierReads reads) {
    this.blobs = blobs;
    this.inspector = inspector;
    this.reads = reads;
  }

  /**
   * The avatar's face, if the last that came verifies. Fails with a 503 problem when it is replaced
   * faster than it can be read.
   */
  public Uni<StoredFace> newest(AvatarId avatarId) {
    return Uni.createFrom()
        .deferred(() -> keys(avatarId).chain(this::newestOf))
        // Between listing and reading an entry was replaced: what replaced it is listed now.
        .onFailure(BlobMissingException.class)
        .retry()
        .atMost(REPLACED_MEANWHILE)
        .onFailure(BlobMissingException.class)
        .transform(
            always ->
                ProblemException.of(
                        ProblemType.BUSY, "The face is being replaced over and over again.")
                    .retryAfter(COME_BACK));
  }

  private Uni<StoredFace> newestOf(List<BlobKey> keys) {
    if (keys.isEmpty()) {
      reads.count(Tier.BLOB, ReadOutcome.MISS);
      return Uni.createFrom().item(new StoredFace.None());
    }
    long start = System.nanoTime();
    return Multi.createFrom()
        .iterable(keys)
        .onItem()
        .transformToUniAndConcatenate(this::read)
        .collect()
        .asList()
        .map(
            found -> {
              StoredFace newest = newestOfRead(found);
              if (newest instanceof StoredFace.Intact) {
                reads.hit(Tier.BLOB, System.nanoTime() - start);
              }
              return newest;
            });
  }

  private static StoredFace newestOfRead(List<StoredFace> found) {
    return switch (found.getLast()) {
      case StoredFace.Damaged damaged -> damaged;
      case StoredFace.None none -> none;
      case StoredFace.Intact last ->
          new StoredFace.Intact(
              found.stream()
                  .filter(StoredFace.Intact.class::isInstance)
                  .map(each -> ((StoredFace.Intact) each).face())
                  .reduce(
                      (one, later) ->
                          FaceVersions.compare(one.header(), later.header()) > 0 ? one : later)
                  .orElse(last.face()));
    };
  }

  /** The headers of those that verify. */
  public Uni<Map<BlobKey, FaceHeader>> headers(List<BlobKey> keys) {
    return Multi.createFrom()
        .iterable(keys)
        .onItem()
        .transformToUniAndConcatenate(
            key ->
                read(key)
                    .onFailure(BlobMissingException.class)
                    .recoverWithItem(new StoredFace.None())
                    .map(found -> new Read(key, found)))
        .collect()
        .asList()
        .map(
            found -> {
              Map<BlobKey, FaceHeader> headers = new HashMap<>();
              for (Read read : found) {
                if (read.found() instanceof StoredFace.Intact intact) {
                  headers.put(read.key(), intact.face().header());
                }
              }
              return headers;
            });
  }

  private record Read(BlobKey key, StoredFace found) {}

  /** An entry, intact or damaged. Fails when it is not there any more. */
  private Uni<StoredFace> read(BlobKey key) {
    return blobs
        .read(key)
        .chain(bytes -> inspector.verify(key, bytes))
        .<StoredFace>map(StoredFace.Intact::new)
        .onFailure(FaceFormatException.class)
        .recoverWithItem(
            damage -> {
              reads.count(Tier.BLOB, ReadOutcome.CORRUPT);
              LOG.errorf("a stored face is damaged key=%s cause=%s", key, damage.getMessage());
              return new StoredFace.Damaged(key, damage.getMessage());
            });
  }

  /** Where the avatar's entries lie, oldest first. */
  public Uni<List<BlobKey>> keys(AvatarId avatarId) {
    return blobs.list(BlobKind.FACES, avatarId);
  }

  public Uni<Void> put(IncomingFace face) {
    return blobs.put(face.key(), face.face().bytes());
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
