package org.avatarengine.facecache.face;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.event.AvatarFactListener;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.facecache.tier.BlobTier;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.facecache.tier.ReadOutcome;
import org.avatarengine.facecache.tier.SharedTier;
import org.avatarengine.facecache.tier.Tier;
import org.avatarengine.facecache.tier.TierReads;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Reads and erases faces. The blob store is the truth; Redis and memory are filled from it.
 *
 * <p>Several instances may read, store and erase one avatar at once, without a lock between them. A
 * reader fills the faster tiers first and asks for the tombstone last, so that nothing it put there
 * outlives an erasure. A memory hit asks nobody: it is served only in fresh contact with the facts
 * that would have removed it.
 */
@Singleton
public class FaceCache implements AvatarFactListener {

  private static final Logger LOG = Logger.getLogger(FaceCache.class);
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final MemoryTier memory;
  private final SharedTier shared;
  private final BlobTier blobs;
  private final FaceInspector inspector;
  private final EventContact contact;
  private final TierReads reads;
  private final Flights flights = new Flights();
  private final ErasedIds erased = new ErasedIds();

  FaceCache(
      MemoryTier memory,
      SharedTier shared,
      BlobTier blobs,
      FaceInspector inspector,
      EventContact contact,
      TierReads reads) {
    this.memory = memory;
    this.shared = shared;
    this.blobs = blobs;
    this.inspector = inspector;
    this.contact = contact;
    this.reads = reads;
  }

  /**
   * The avatar's face; a memory hit is there at once. Fails with a 404 problem when there is none
   * or it was erased, with a 500 problem when the stored one is damaged.
   */
  Uni<CachedFace> find(AvatarId avatarId) {
    if (erased.contains(avatarId)) {
      return Uni.createFrom().failure(notFound(avatarId));
    }
    if (contact.isFresh()) {
      Optional<CachedFace> hit = memory.find(avatarId);
      reads.count(Tier.MEMORY, hit.isPresent() ? ReadOutcome.HIT : ReadOutcome.MISS);
      if (hit.isPresent()) {
        return Uni.createFrom().item(hit.get());
      }
    } else {
      reads.count(Tier.MEMORY, ReadOutcome.BYPASSED);
    }
    return flights
        .join(avatarId, flight -> load(avatarId, flight))
        .invoke(() -> refuseErased(avatarId));
  }

  private Uni<CachedFace> load(AvatarId avatarId, Flights.Flight flight) {
    return fromShared(avatarId)
        .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : fromBlob(avatarId))
        .map(found -> found.orElseThrow(() -> notFound(avatarId)))
        .invoke(face -> keep(face, flight.isSpoiled()))
        // A fact that came in between the check and the keeping.
        .invoke(face -> dropSpoiled(avatarId, flight))
        .call(() -> refuseBuried(avatarId));
  }

  private Uni<Optional<CachedFace>> fromShared(AvatarId avatarId) {
    return shared
        .read(avatarId)
        .chain(
            bytes ->
                bytes.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : fromShared(avatarId, bytes.get()));
  }

  private Uni<Optional<CachedFace>> fromShared(AvatarId avatarId, byte[] bytes) {
    return inspector
        .inspect(avatarId, bytes)
        .invoke(() -> reads.count(Tier.REDIS, ReadOutcome.HIT))
        .map(Optional::of)
        .onFailure(FaceFormatException.class)
        .recoverWithUni(damage -> dropDamaged(avatarId, damage));
  }

  private Uni<Optional<CachedFace>> dropDamaged(AvatarId avatarId, Throwable damage) {
    reads.count(Tier.REDIS, ReadOutcome.CORRUPT);
    LOG.warnf("a face in Redis is damaged avatarId=%s cause=%s", avatarId, damage.getMessage());
    return shared.drop(avatarId).onFailure().recoverWithNull().map(done -> Optional.empty());
  }

  private Uni<Optional<CachedFace>> fromBlob(AvatarId avatarId) {
    return blobs
        .newest(avatarId)
        .call(face -> face.isPresent() ? shared.offer(face.get()) : Uni.createFrom().voidItem());
  }

  private void dropSpoiled(AvatarId avatarId, Flights.Flight flight) {
    if (flight.isSpoiled()) {
      memory.drop(avatarId);
    }
  }

  /**
   * Keeps a face in memory unless its avatar is erased. The check follows the keeping, as an
   * erasure drops after it marks: one of the two sees the other.
   */
  private void keep(CachedFace face, boolean spoiled) {
    if (!spoiled) {
      memory.keep(face);
      if (erased.contains(face.header().avatarId())) {
        memory.drop(face.header().avatarId());
      }
    }
  }

  /** Takes over what was stored through this instance. */
  void keep(CachedFace face) {
    flights.spoil(face.header().avatarId());
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
        .chain(
            buried ->
                buried
                    ? sweep(avatarId)
                        .onFailure()
                        .recoverWithNull()
                        .chain(() -> Uni.createFrom().failure(notFound(avatarId)))
                    : Uni.createFrom().voidItem());
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
