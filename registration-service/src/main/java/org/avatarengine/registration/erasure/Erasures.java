package org.avatarengine.registration.erasure;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.waiting.Waiters;
import org.avatarengine.registration.waiting.WakeUps;
import org.jboss.logging.Logger;

/**
 * Carries erasures out: removes what this service holds, asks face-cache by a call and the others
 * by a fact, again and again until all have acknowledged, and then has the record signed.
 */
@ApplicationScoped
public class Erasures {

  private static final Logger LOG = Logger.getLogger(Erasures.class);
  private static final int ROUND = 20;

  private final ErasureStore store;
  private final BlobStore blobs;
  private final Faces faces;
  private final ErasureSigner signer;
  private final Waiters waiters;
  private final WakeUps wakeUps;
  private final Clock clock;

  Erasures(
      ErasureStore store,
      BlobStore blobs,
      Faces faces,
      ErasureSigner signer,
      Waiters waiters,
      WakeUps wakeUps,
      Clock clock) {
    this.store = store;
    this.blobs = blobs;
    this.faces = faces;
    this.signer = signer;
    this.waiters = waiters;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  public Uni<Optional<Erasure>> find(AvatarId id) {
    return store.find(id);
  }

  /** Every erasure of a user's as the API shows it, oldest first. */
  public Uni<List<ErasureView>> ofOwner(UserId ownerId) {
    return store
        .ofOwner(ownerId)
        .map(
            erasures ->
                erasures.stream()
                    .map(erasure -> ErasureView.of(erasure, signer.publicKey()))
                    .toList());
  }

  /** Begins an erasure that nobody asked for: of what an upload that failed may have left. */
  public Uni<Optional<Erasure>> begin(AvatarId id) {
    return begin(id, avatar -> avatar);
  }

  /**
   * Begins an erasure and asks the holders for the first time.
   *
   * @param check throws where the caller may not
   * @return empty where there is no such avatar
   */
  Uni<Optional<Erasure>> begin(AvatarId id, UnaryOperator<Avatar> check) {
    return store
        .begin(id, check)
        .call(
            begun -> {
              if (begun.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              LOG.infof("erasing avatarId=%s", id);
              wakeUps.announce(id);
              return ask(begun.get());
            });
  }

  /** How it stands after at most {@code patience}, sooner once it is complete and signed. */
  Uni<Optional<Erasure>> await(AvatarId id, Duration patience) {
    Optional<Waiters.Place> place = waiters.open(id.value());
    if (place.isEmpty()) {
      return store.find(id);
    }
    return await(id, place.get(), clock.instant().plus(patience))
        .onTermination()
        .invoke(place.get()::close);
  }

  private Uni<Optional<Erasure>> await(AvatarId id, Waiters.Place place, Instant until) {
    return store
        .find(id)
        .chain(
            found -> {
              Duration left = Duration.between(clock.instant(), until);
              boolean settled = found.isEmpty() || found.get().record() != null;
              return settled || left.isNegative() || left.isZero()
                  ? Uni.createFrom().item(found)
                  : place.next(left).chain(() -> await(id, place, until));
            });
  }

  /** Notes that a holder has let go; an acknowledgement of nothing we asked for is ignored. */
  public Uni<Void> acknowledge(AvatarId id, Holder holder) {
    return store.acknowledge(id, holder).chain(this::recordIfComplete);
  }

  @Scheduled(
      every = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> askAgain() {
    return store
        .takeDue(ROUND)
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(
            erasure ->
                erasure.isCompleted()
                    ? quietly(erasure.avatarId(), recordIfComplete(Optional.of(erasure)))
                    : ask(erasure))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** Lets go of the originals and asks face-cache; what fails is left for the next round. */
  private Uni<Void> ask(Erasure erasure) {
    AvatarId id = erasure.avatarId();
    Set<Holder> missing = erasure.missing();
    Uni<Void> originals =
        missing.contains(Holder.ORIGINALS)
            ? blobs.deleteAll(BlobKind.ORIGINALS, id).chain(() -> acknowledge(id, Holder.ORIGINALS))
            : Uni.createFrom().voidItem();
    Uni<Void> asked =
        missing.contains(Holder.FACES)
            ? faces.erase(id).chain(() -> acknowledge(id, Holder.FACES))
            : Uni.createFrom().voidItem();
    return quietly(id, originals).chain(() -> quietly(id, asked));
  }

  private Uni<Void> recordIfComplete(Optional<Erasure> found) {
    if (found.isEmpty() || !found.get().isCompleted() || found.get().record() != null) {
      return Uni.createFrom().voidItem();
    }
    Erasure erasure = found.get();
    return signer
        .sign(erasure)
        .chain(signed -> store.record(erasure.avatarId(), signed))
        .invoke(
            () -> {
              LOG.infof("erased avatarId=%s", erasure.avatarId());
              wakeUps.announce(erasure.avatarId());
            })
        .replaceWithVoid();
  }

  private static Uni<Void> quietly(AvatarId id, Uni<Void> work) {
    return work.onFailure()
        .invoke(
            failure ->
                LOG.warnf("erasure left for the next round avatarId=%s cause=%s", id, failure))
        .onFailure()
        .recoverWithNull();
  }
}
