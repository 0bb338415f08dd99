package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.outbox.Outbox;
import org.hibernate.reactive.mutiny.Mutiny;

/** Avatars in Postgres. Each call is a session of its own unless it says that it joins one. */
@ApplicationScoped
public class AvatarStore {

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

  /** Adds a record, within the transaction under way. */
  public Uni<Void> insert(Avatar avatar) {
    return Panache.getSession().chain(session -> session.persist(new AvatarRow(avatar, json)));
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
   * Removes a record within the transaction under way. By a statement of its own: Hibernate
   * Reactive's removal of an entity keeps its progress in a place that all sessions share, and two
   * removals at once lose each other's end.
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

  /** Which of these are still waiting for their job. */
  public Uni<Set<UUID>> pendingAmong(Collection<UUID> ids) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "select row.id from AvatarRow row"
                                    + " where row.id in (:ids) and row.status = 'pending'",
                                UUID.class)
                            .setParameter("ids", ids)
                            .getResultList())
                .map(HashSet::new));
  }

  /** A page of avatars, newest first, and how many there are in all. */
  public Uni<Found> list(AvatarQuery query) {
    StringBuilder where = new StringBuilder(" where true = true");
    Map<String, Object> parameters = new HashMap<>();
    if (query.ownerId() != null) {
      where.append(" and row.ownerId = :owner");
      parameters.put("owner", query.ownerId().value());
    }
    if (!query.scope().isEmpty()) {
      where.append(" and row.id in (:scope)");
      parameters.put("scope", query.scope().stream().map(AvatarId::value).toList());
    }
    if (!query.includeInactive()) {
      where.append(" and row.active = true");
    }
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(session -> page(session, where.toString(), parameters, query)));
  }

  /**
   * Takes up to {@code limit} pending avatars that nobody looked after since {@code before}, and
   * marks them as looked after now: two instances never take the same one.
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
                                    + " avatar where status = 'pending' and checked_at < :before"
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
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "from AvatarRow row where row.status = 'failed'"
                                    + " and row.failedAt < :before order by row.failedAt",
                                AvatarRow.class)
                            .setParameter("before", before)
                            .setMaxResults(limit)
                            .getResultList())
                .map(this::toAvatars));
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

  private Uni<Found> page(
      Mutiny.Session session, String where, Map<String, Object> parameters, AvatarQuery query) {
    var rows =
        session.createQuery(
            "from AvatarRow row" + where + " order by row.createdAt desc, row.id", AvatarRow.class);
    var count = session.createQuery("select count(row) from AvatarRow row" + where, Long.class);
    parameters.forEach(
        (name, value) -> {
          rows.setParameter(name, value);
          count.setParameter(name, value);
        });
    return rows.setFirstResult(query.page() * query.size())
        .setMaxResults(query.size())
        .getResultList()
        .chain(found -> count.getSingleResult().map(total -> new Found(toAvatars(found), total)));
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
      case Decision.Save(Avatar avatar, AvatarFact fact) -> {
        row.take(avatar, json);
        yield say(batch, fact).replaceWith(decision);
      }
      case Decision.Remove(AvatarFact fact) ->
          remove(new AvatarId(row.id)).chain(() -> say(batch, fact)).replaceWith(decision);
    };
  }

  private static Uni<Void> say(Outbox.Batch batch, AvatarFact fact) {
    return fact == null
        ? Uni.createFrom().voidItem()
        : batch.append(Topics.AVATAR_EVENTS, fact.avatarId().toString(), fact);
  }
}
