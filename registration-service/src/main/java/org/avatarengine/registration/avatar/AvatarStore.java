package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.outbox.Outbox;
import org.hibernate.reactive.mutiny.Mutiny;

/** Avatars in Postgres. Each call is a session of its own unless it says that it joins one. */
@ApplicationScoped
public class AvatarStore {

  private static final int MOST_LOOKALIKES = 5;

  private final Outbox outbox;
  private final StoredJson json;

  AvatarStore(Outbox outbox, ObjectMapper mapper) {
    this.outbox = outbox;
    this.json = new StoredJson(mapper);
  }

  public Uni<Optional<Avatar>> find(AvatarId id) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(session -> session.find(AvatarRow.class, id.value()))
                .map(row -> Optional.ofNullable(row).map(found -> found.toAvatar(json))));
  }

  /** Adds a record and its first version, within the transaction under way. */
  public Uni<Void> insert(Avatar avatar) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .persist(new AvatarRow(avatar, json))
                    .chain(() -> put(session, AvatarVersion.first(avatar))));
  }

  /**
   * Locks the record, asks the rule, does what it says; facts leave with the commit.
   *
   * @return the decision; {@link Decision.Keep} where there is no such avatar
   */
  public Uni<Decision> decide(AvatarId id, Function<Avatar, Decision> rule) {
    return outbox.inTransaction(batch -> lock(id).chain(found -> apply(batch, found, rule)));
  }

  /** The record, locked until the transaction under way ends. */
  public Uni<Optional<Avatar>> findLocked(AvatarId id) {
    return lock(id).map(row -> Optional.ofNullable(row).map(found -> found.toAvatar(json)));
  }

  /**
   * Removes a record and its versions within the transaction under way. By a statement of its own:
   * Hibernate Reactive's removal of an entity keeps its progress in a place that all sessions
   * share, and two removals at once lose each other's end.
   */
  public Uni<Void> remove(AvatarId id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createMutationQuery("delete from AvatarRow row where row.id = :id")
                    .setParameter("id", id.value())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Which of these are still waiting for a job. */
  public Uni<Set<UUID>> pendingAmong(Collection<UUID> ids) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "select row.id from AvatarRow row where row.id in (:ids) and"
                                    + " (row.status = 'pending'"
                                    + " or row.regenerationStatus = 'pending')",
                                UUID.class)
                            .setParameter("ids", ids)
                            .getResultList())
                .map(HashSet::new));
  }

  /** A page of avatars, newest first, and how many there are in all. */
  public Uni<Found> list(AvatarQuery query) {
    AvatarSearch search = new AvatarSearch(query, json);
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        asked(session, search.ids(), UUID.class, search)
                            .getResultList()
                            .chain(ids -> inOrder(session, ids))
                            .chain(
                                avatars ->
                                    asked(session, search.total(), Long.class, search)
                                        .getSingleResult()
                                        .map(total -> new Found(avatars, total)))));
  }

  private static <T> Mutiny.SelectionQuery<T> asked(
      Mutiny.Session session, String statement, Class<T> type, AvatarSearch search) {
    Mutiny.SelectionQuery<T> query = session.createNativeQuery(statement, type);
    search.parameters().forEach(query::setParameter);
    return query;
  }

  /** The ids of all of a user's avatars, oldest first. */
  public Uni<List<AvatarId>> idsOf(UserId ownerId) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "select row.id from AvatarRow row where row.ownerId = :owner"
                                    + " and row.dryRun = false order by row.createdAt",
                                UUID.class)
                            .setParameter("owner", ownerId.value())
                            .getResultList())
                .map(ids -> ids.stream().map(AvatarId::new).toList()));
  }

  /** An avatar's versions, oldest first. */
  public Uni<List<AvatarVersion>> versions(AvatarId id) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "from VersionRow row where row.avatarId = :id order by row.number",
                                VersionRow.class)
                            .setParameter("id", id.value())
                            .getResultList())
                .map(rows -> rows.stream().map(row -> row.toVersion(json)).toList()));
  }

  /**
   * The owner's other registered avatars whose picture looks the same, most alike first, at most
   * five; none where the avatar's picture is not known.
   */
  public Uni<List<Avatar>> lookalikes(Avatar avatar) {
    Long hash = avatar.isRegistered() ? PictureHash.of(avatar.report().perceptualHash()) : null;
    if (hash == null) {
      return Uni.createFrom().item(List.of());
    }
    String distance = "bit_count(cast(perceptual_hash # cast(:hash as bigint) as bit(64)))";
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                "select id from avatar where owner_id = :owner and id <> :id"
                                    + " and not dry_run and status = 'success' and "
                                    + distance
                                    + " <= "
                                    + PictureHash.SAME
                                    + " order by "
                                    + distance
                                    + ", created_at limit "
                                    + MOST_LOOKALIKES,
                                UUID.class)
                            .setParameter("owner", avatar.ownerId().value())
                            .setParameter("id", avatar.id().value())
                            .setParameter("hash", hash)
                            .getResultList()
                            .chain(ids -> inOrder(session, ids))));
  }

  /**
   * Adds reads to the avatars that they are of; of an unknown avatar they are ignored, and the time
   * of the last one never goes back.
   */
  public Uni<Void> countAccesses(List<FaceFact.Access> accesses) {
    // A statement changes a row once, so the reads of one avatar are put together first.
    Map<AvatarId, FaceFact.Access> perAvatar =
        accesses.stream()
            .filter(access -> access.count() > 0 && access.last() != null)
            .collect(
                Collectors.toMap(FaceFact.Access::avatarId, Function.identity(), AvatarStore::sum));
    if (perAvatar.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Panache.withTransaction(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createNativeQuery(
                                    "update avatar set access_count = access_count + read.count,"
                                        + " last_accessed = greatest(last_accessed, read.last)"
                                        + " from jsonb_to_recordset(cast(cast(:reads as text) as jsonb))"
                                        + " as read(\"avatarId\" uuid, count bigint,"
                                        + " last timestamptz) where id = read.\"avatarId\"")
                                .setParameter("reads", json.write(perAvatar.values()))
                                .executeUpdate()))
        .replaceWithVoid();
  }

  /**
   * Takes up to {@code limit} avatars that wait for a job and that nobody looked after since {@code
   * before}, and marks them as looked after now: two instances never take the same one.
   */
  public Uni<List<Avatar>> takeOverdue(Instant before, Instant now, int limit) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                "update avatar set checked_at = :now where id in (select id from"
                                    + " avatar where (status = 'pending'"
                                    + " or regeneration_status = 'pending')"
                                    + " and not dry_run and checked_at < :before"
                                    + " order by checked_at limit "
                                    + limit
                                    + " for update skip locked) returning id",
                                UUID.class)
                            .setParameter("now", now)
                            .setParameter("before", before)
                            .getResultList()
                            .chain(ids -> load(session, ids))));
  }

  /** Up to {@code limit} avatars whose last attempt failed before an instant. */
  public Uni<List<Avatar>> failedBefore(Instant before, int limit) {
    return some(
        "row.status = 'failed' and row.failedAt < :before order by row.failedAt", before, limit);
  }

  /** Up to {@code limit} avatars with a regeneration from before an instant that has failed. */
  public Uni<List<Avatar>> regenerationFailedBefore(Instant before, int limit) {
    return some(
        "row.regenerationStatus = 'failed' and row.regenerationAt < :before"
            + " order by row.regenerationAt",
        before,
        limit);
  }

  /** Up to {@code limit} dry runs whose record was made before an instant. */
  public Uni<List<Avatar>> dryRunsBefore(Instant before, int limit) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(
                                "select id from avatar where dry_run and checked_at < :before"
                                    + " order by checked_at limit "
                                    + limit,
                                UUID.class)
                            .setParameter("before", before)
                            .getResultList()
                            .chain(ids -> load(session, ids))));
  }

  /**
   * A page.
   *
   * @param total number of avatars that the query matches
   */
  public record Found(List<Avatar> avatars, long total) {
    public Found {
      avatars = List.copyOf(avatars);
    }
  }

  private Uni<List<Avatar>> some(String condition, Instant before, int limit) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery("from AvatarRow row where " + condition, AvatarRow.class)
                            .setParameter("before", before)
                            .setMaxResults(limit)
                            .getResultList())
                .map(this::toAvatars));
  }

  private static FaceFact.Access sum(FaceFact.Access one, FaceFact.Access other) {
    Instant last = one.last().isAfter(other.last()) ? one.last() : other.last();
    return new FaceFact.Access(one.avatarId(), one.count() + other.count(), last);
  }

  private Uni<List<Avatar>> inOrder(Mutiny.Session session, List<UUID> ids) {
    return load(session, ids)
        .map(
            avatars -> {
              Map<UUID, Avatar> byId =
                  avatars.stream()
                      .collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
              return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
            });
  }

  private Uni<List<Avatar>> load(Mutiny.Session session, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return session
        .createQuery("from AvatarRow row where row.id in (:ids)", AvatarRow.class)
        .setParameter("ids", ids)
        .getResultList()
        .map(this::toAvatars);
  }

  private List<Avatar> toAvatars(List<AvatarRow> rows) {
    return rows.stream().map(row -> row.toAvatar(json)).toList();
  }

  private Uni<AvatarRow> lock(AvatarId id) {
    return Panache.getSession()
        .chain(
            session -> session.find(AvatarRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE));
  }

  private Uni<Decision> apply(Outbox.Batch batch, AvatarRow row, Function<Avatar, Decision> rule) {
    Decision decision = row == null ? new Decision.Keep() : rule.apply(row.toAvatar(json));
    return switch (decision) {
      case Decision.Keep keep -> Uni.createFrom().item(decision);
      case Decision.Save(Avatar avatar, AvatarFact fact, AvatarVersion version) -> {
        row.take(avatar, json);
        Uni<Void> noted =
            version == null
                ? Uni.createFrom().voidItem()
                : Panache.getSession().chain(session -> put(session, version));
        yield noted.chain(() -> say(batch, fact)).replaceWith(decision);
      }
      case Decision.Remove(AvatarFact fact) ->
          remove(new AvatarId(row.id)).chain(() -> say(batch, fact)).replaceWith(decision);
    };
  }

  private Uni<Void> put(Mutiny.Session session, AvatarVersion version) {
    return session
        .find(VersionRow.class, version.jobId().value())
        .chain(
            row -> {
              if (row == null) {
                return session.persist(new VersionRow(version, json));
              }
              row.take(version, json);
              return Uni.createFrom().voidItem();
            });
  }

  private static Uni<Void> say(Outbox.Batch batch, AvatarFact fact) {
    return fact == null
        ? Uni.createFrom().voidItem()
        : batch.append(Topics.AVATAR_EVENTS, fact.avatarId().toString(), fact);
  }
}
