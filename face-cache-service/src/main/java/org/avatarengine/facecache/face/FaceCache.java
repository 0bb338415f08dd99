package org.avatarengine.facecache.face;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.event.AvatarFactListener;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.facecache.report.DamagedFaces;
import org.avatarengine.facecache.tier.BlobTier;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.facecache.tier.ReadOutcome;
import org.avatarengine.facecache.tier.SharedTier;
import org.avatarengine.facecache.tier.StoredFace;
import org.avatarengine.facecache.tier.Tier;
import org.avatarengine.facecache.tier.TierReads;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Reads and erases faces. The blob store is the truth; Redis and memory are filled from it.
 *
 * <p>Several instances may read, store and erase one avatar at once, without a lock between them. A
 * reader that fills Redis asks for the tombstone afterwards, so that nothing it put there outlives
 * an erasure. A memory hit asks nobody: it is served only in fresh contact with the facts that
 * would have removed it.
 */
@Singleton
public class FaceCache implements AvatarFactListener {

  private static final Logger LOG = Logger.getLogger(FaceCache.class);
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private static final Duration REBUILD = Duration.ofSeconds(5);

  private final MemoryTier memory;
  private final SharedTier shared;
  private final BlobTier blobs;
  private final FaceInspector inspector;
  private final EventContact contact;
  private final TierReads reads;
  private final Lookups lookups;
  private final DamagedFaces damaged;
  private final Flights<Found> flights = new Flights<>();
  private final ErasedIds erased = new ErasedIds();

  FaceCache(
      MemoryTier memory,
      SharedTier shared,
      BlobTier blobs,
      FaceInspector inspector,
      EventContact contact,
      TierReads reads,
      Lookups lookups,
      DamagedFaces damaged) {
    this.memory = memory;
    this.shared = shared;
    this.blobs = blobs;
    this.inspector = inspector;
    this.contact = contact;
    this.reads = reads;
    this.lookups = lookups;
    this.damaged = damaged;
  }

  /**
   * The avatar's face; a memory hit is there at once. Fails with a 404 problem when there is none
   * or it was erased, with a 503 problem when the stored one is damaged: it is then being made
   * anew.
   */
  Uni<CachedFace> find(AvatarId avatarId) {
    long start = System.nanoTime();
    if (erased.contains(avatarId)) {
      lookups.missed(System.nanoTime() - start);
      return Uni.createFrom().failure(notFound(avatarId));
    }
    if (contact.isFresh()) {
      Optional<CachedFace> hit = memory.find(avatarId);
      if (hit.isPresent()) {
        long took = System.nanoTime() - start;
        reads.hit(Tier.MEMORY, took);
        lookups.found(Tier.MEMORY, took);
        return Uni.createFrom().item(hit.get());
      }
      reads.count(Tier.MEMORY, ReadOutcome.MISS);
    } else {
      reads.count(Tier.MEMORY, ReadOutcome.BYPASSED);
    }
    return flights
        .join(avatarId, flight -> load(avatarId, flight))
        .invoke(() -> refuseErased(avatarId))
        .onItemOrFailure()
        .invoke((found, failure) -> count(found, failure, System.nanoTime() - start))
        .map(Found::face);
  }

  private void count(Found found, Throwable failure, long nanos) {
    if (failure == null) {
      lookups.found(found.tier(), nanos);
    } else if (failure instanceof ProblemException problem
        && problem.type() == ProblemType.NOT_FOUND) {
      lookups.missed(nanos);
    } else {
      lookups.unanswered();
    }
  }

  /**
   * Asks Redis and for the tombstone at once. What Redis had was not put there by this read, so the
   * tombstone need not be asked for again; what comes from the blob is put into Redis, so it must.
   */
  private Uni<Found> load(AvatarId avatarId, Flights.Flight<Found> flight) {
    return Uni.combine()
        .all()
        .unis(fromShared(avatarId), blobs.isBuried(avatarId))
        .asTuple()
        .chain(
            answers -> {
              if (answers.getItem2()) {
                return gone(avatarId);
              }
              return answers
                  .getItem1()
                  .map(face -> Uni.createFrom().item(kept(new Found(face, Tier.REDIS), flight)))
                  .orElseGet(
                      () ->
                          fromBlob(avatarId)
                              .map(face -> kept(new Found(face, Tier.BLOB), flight))
                              .call(() -> refuseBuried(avatarId)));
            });
  }

  private Found kept(Found found, Flights.Flight<Found> flight) {
    keep(found.face(), flight.isSpoiled());
    // A fact that came in between the check and the keeping.
    if (flight.isSpoiled()) {
      memory.drop(found.face().avatarId());
    }
    return found;
  }

  private Uni<Optional<CachedFace>> fromShared(AvatarId avatarId) {
    long start = System.nanoTime();
    return shared
        .read(avatarId)
        .chain(
            bytes ->
                bytes.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : fromShared(avatarId, bytes.get(), start));
  }

  private Uni<Optional<CachedFace>> fromShared(AvatarId avatarId, byte[] bytes, long start) {
    return inspector
        .verify(avatarId, bytes)
        .invoke(() -> reads.hit(Tier.REDIS, System.nanoTime() - start))
        .map(Optional::of)
        .onFailure(FaceFormatException.class)
        .recoverWithUni(damage -> dropDamaged(avatarId, damage));
  }

  private Uni<Optional<CachedFace>> dropDamaged(AvatarId avatarId, Throwable damage) {
    reads.count(Tier.REDIS, ReadOutcome.CORRUPT);
    LOG.warnf("a face in Redis is damaged avatarId=%s cause=%s", avatarId, damage.getMessage());
    return shared.drop(avatarId).onFailure().recoverWithNull().map(done -> Optional.empty());
  }

  private Uni<CachedFace> fromBlob(AvatarId avatarId) {
    return blobs
        .newest(avatarId)
        .chain(
            stored ->
                switch (stored) {
                  case StoredFace.Intact intact ->
                      shared.offer(intact.face()).replaceWith(intact.face());
                  case StoredFace.None none -> Uni.createFrom().failure(notFound(avatarId));
                  case StoredFace.Damaged broken -> refuseDamaged(avatarId, broken);
                });
  }

  /** Registration has it made anew from the original, unless the avatar is erased by now. */
  private Uni<CachedFace> refuseDamaged(AvatarId avatarId, StoredFace.Damaged broken) {
    return refuseBuried(avatarId)
        .chain(
            () -> {
              damaged.note(avatarId, broken.cause());
              return Uni.createFrom()
                  .failure(
                      ProblemException.of(
                              ProblemType.UNAVAILABLE,
                              new Reason(
                                  "face-being-rebuilt",
                                  "The stored face is damaged and is being made anew from the"
                                      + " original; ask again in a moment."))
                          .retryAfter(REBUILD));
            });
  }

  /**
   * Keeps a face in memory unless its avatar is erased. The check follows the keeping, as an
   * erasure drops after it marks: one of the two sees the other.
   */
  private void keep(CachedFace face, boolean spoiled) {
    if (!spoiled) {
      memory.keep(face);
      if (erased.contains(face.avatarId())) {
        memory.drop(face.avatarId());
      }
    }
  }

  /** Takes over what was stored through this instance. */
  void keep(CachedFace face) {
    flights.spoil(face.avatarId());
    keep(face, false);
  }

  /** Drops the avatar's face from memory, also out of a load under way. */
  void drop(AvatarId avatarId) {
    flights.spoil(avatarId);
    memory.drop(avatarId);
  }

  private Uni<Void> refuseBuried(AvatarId avatarId) {
    return blobs
        .isBuried(avatarId)
        .chain(buried -> buried ? this.<Void>gone(avatarId) : Uni.createFrom().voidItem());
  }

  /** Removes what may be left of a buried avatar, as far as it can now, and says there is none. */
  private <T> Uni<T> gone(AvatarId avatarId) {
    return sweep(avatarId)
        .onFailure()
        .recoverWithNull()
        .chain(() -> Uni.createFrom().failure(notFound(avatarId)));
  }

  private void refuseErased(AvatarId avatarId) {
    if (erased.contains(avatarId)) {
      throw notFound(avatarId);
    }
  }

  /**
   * Erases the avatar's face for good; any number of times. Fails with a 503 problem while Redis
   * cannot be cleared: nothing is served any more, but the erasure is not done.
   */
  Uni<Void> erase(AvatarId avatarId) {
    return blobs.bury(avatarId).chain(() -> sweep(avatarId));
  }

  /** Removes all that is left of a buried avatar. */
  Uni<Void> sweep(AvatarId avatarId) {
    return Uni.createFrom()
        .deferred(
            () -> {
              erased.remember(avatarId);
              drop(avatarId);
              return blobs.deleteAll(avatarId);
            })
        .chain(() -> shared.drop(avatarId).onFailure().transform(FaceCache::redisNeeded));
  }

  static ProblemException redisNeeded(Throwable cause) {
    return ProblemException.of(
            ProblemType.UNAVAILABLE, "Redis does not answer and may hold an older face.")
        .retryAfter(COME_BACK);
  }

  @Override
  public void onFact(AvatarFact fact) {
    switch (fact) {
      case AvatarFact.Erased gone -> {
        erased.remember(gone.avatarId());
        drop(gone.avatarId());
      }
      case AvatarFact.Registered registered -> {
        // Another instance took the entry of this job; ours is older.
        flights.spoil(registered.avatarId());
        memory.dropUnlessOf(registered.avatarId(), registered.jobId());
      }
      case AvatarFact.Rejected rejected -> {
        // Where a face may have been handed in, registration erases it by a call.
      }
      case AvatarFact.Discarded discarded -> {
        // A dry run hands no face in.
      }
    }
  }

  @Override
  public void onLostTrack() {
    flights.spoilAll();
    memory.clear();
  }

  /** The same words as for a face that is somebody else's. */
  static ProblemException notFound(AvatarId avatarId) {
    return ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + avatarId + ".");
  }
}
