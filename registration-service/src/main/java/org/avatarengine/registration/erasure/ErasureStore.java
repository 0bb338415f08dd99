package org.avatarengine.registration.erasure;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.outbox.Outbox;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarStore;
import org.avatarengine.registration.idempotency.KeyStore;

/** Erasures in Postgres. */
@ApplicationScoped
class ErasureStore {

  private final Outbox outbox;
  private final AvatarStore avatars;
  private final KeyStore keys;
  private final Clock clock;

  ErasureStore(Outbox outbox, AvatarStore avatars, KeyStore keys, Clock clock) {
    this.outbox = outbox;
    this.avatars = avatars;
    this.keys = keys;
    this.clock = clock;
  }

  Uni<Optional<Erasure>> find(AvatarId id) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(session -> session.find(ErasureRow.class, id.value()))
                .map(row -> Optional.ofNullable(row).map(ErasureRow::toErasure)));
  }

  /** Every erasure of a user's, oldest first. */
  Uni<List<Erasure>> ofOwner(UserId ownerId) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "from ErasureRow row where row.ownerId = :owner"
                                    + " order by row.requestedAt",
                                ErasureRow.class)
                            .setParameter("owner", ownerId.value())
                            .getResultList())
                .map(rows -> rows.stream().map(ErasureRow::toErasure).toList()));
  }

  /**
   * Turns an avatar into its tombstone, in one transaction with the fact that says so.
   *
   * @param check throws where the caller may not
   * @return empty where there is no such avatar
   */
  Uni<Optional<Erasure>> begin(AvatarId id, UnaryOperator<Avatar> check) {
    return outbox.inTransaction(
        batch ->
            avatars
                .findLocked(id)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : begin(batch, check.apply(found.get())).map(Optional::of)));
  }

  private Uni<Erasure> begin(Outbox.Batch batch, Avatar avatar) {
    Erasure erasure = Erasure.requested(avatar.id(), avatar.ownerId(), clock.instant());
    return Panache.getSession()
        .chain(session -> session.persist(new ErasureRow(erasure)))
        .chain(() -> avatars.remove(avatar.id()))
        .chain(() -> keys.erase(avatar.id()))
        .chain(() -> say(batch, erasure))
        .replaceWith(erasure);
  }

  /** Notes an acknowledgement; empty where nothing of that id was ever erased. */
  Uni<Optional<Erasure>> acknowledge(AvatarId id, Holder holder) {
    return change(id, erasure -> erasure.toAcknowledged(holder, clock.instant()));
  }

  Uni<Optional<Erasure>> record(AvatarId id, String signed) {
    return change(id, erasure -> erasure.record() == null ? erasure.toRecorded(signed) : erasure);
  }

  /**
   * Takes up to {@code limit} erasures whose time has come for another round. Where facts brought
   * no acknowledgement yet, they are said again.
   */
  Uni<List<Erasure>> takeDue(int limit) {
    Instant now = clock.instant();
    return outbox.inTransaction(
        batch ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                "select avatar_id from erasure where record is null"
                                    + " and next_at < :now order by next_at limit "
                                    + limit
                                    + " for update skip locked",
                                UUID.class)
                            .setParameter("now", now)
                            .getResultList())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(id -> nextRound(batch, id, now))
                .collect()
                .asList());
  }

  private Uni<Erasure> nextRound(Outbox.Batch batch, UUID id, Instant now) {
    return Panache.getSession()
        .chain(session -> session.find(ErasureRow.class, id))
        .chain(
            row -> {
              Erasure next = row.toErasure().toNextRound();
              row.take(next);
              row.askAgainAt(now.plus(next.pause()));
              boolean untold =
                  next.missing().contains(Holder.JOBS) || next.missing().contains(Holder.ARTIFACTS);
              return (untold ? say(batch, next) : Uni.createFrom().voidItem()).replaceWith(next);
            });
  }

  private static Uni<Optional<Erasure>> change(AvatarId id, UnaryOperator<Erasure> change) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session.find(ErasureRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(
                    row -> {
                      if (row == null) {
                        return Optional.empty();
                      }
                      Erasure changed = change.apply(row.toErasure());
                      row.take(changed);
                      return Optional.of(changed);
                    }));
  }

  private static Uni<Void> say(Outbox.Batch batch, Erasure erasure) {
    return batch.append(Topics.AVATAR_EVENTS, erasure.avatarId().toString(), erasure.fact());
  }
}
