package org.avatarengine.job.events;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobView;

/**
 * The events of the last hour, in Postgres. Written within the transaction of the change, through
 * its session; read with the plain client, since a connection's reading belongs to no request.
 */
@Singleton
public class EventStore {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String COLUMNS = "select id, avatar_id, name, data from job_event ";

  private final Pool pool;

  EventStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * A change worth telling.
   *
   * @param before the job before, or null for a new one
   */
  public record Step(JobView before, JobView after) {}

  /**
   * Appends what successive changes of one job are called. Takes the owner's lock until the commit,
   * so that the owner's ids are in the order of commits and whoever has seen an id has missed none
   * below it; therefore the last step of a transaction.
   */
  public Uni<Void> append(List<Step> steps) {
    JsonArray rows = new JsonArray();
    for (Step step : steps) {
      String data = LoggedEvent.data(step.after());
      for (EventName name : EventName.of(step.before(), step.after())) {
        rows.add(new JsonObject().put("name", name.wire()).put("data", data));
      }
    }
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    JobView job = steps.getLast().after();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        with locked as materialized (
                          select pg_advisory_xact_lock(hashtextextended(:owner, 2)) as done)
                        insert into job_event (owner_id, avatar_id, job_id, name, data)
                        select cast(:owner as uuid), :avatar, :job,
                          entry.value ->> 'name', entry.value ->> 'data'
                        from locked, json_array_elements(cast(cast(:rows as text) as json)) with ordinality
                          as entry (value, position)
                        order by entry.position
                        """)
                    .setParameter("owner", job.ownerId().toString())
                    .setParameter("avatar", job.avatarId().value())
                    .setParameter("job", job.jobId().value())
                    .setParameter("rows", rows.encode())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Removes an avatar's events, in the transaction under way. */
  public Uni<Void> erase(AvatarId avatarId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("delete from job_event where avatar_id = :avatar")
                    .setParameter("avatar", avatarId.value())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Removes a job's events, in the transaction under way. */
  public Uni<Void> remove(AvatarId avatarId, JobId jobId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "delete from job_event where avatar_id = :avatar and job_id = :job")
                    .setParameter("avatar", avatarId.value())
                    .setParameter("job", jobId.value())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** The newest id of an owner, 0 for none. */
  Uni<Long> newest(UserId owner) {
    return number(
        "select coalesce(max(id), 0) from job_event where owner_id = $1", Tuple.of(owner.value()));
  }

  /** The oldest id of all that is kept, 0 for none. */
  Uni<Long> oldest() {
    return number("select coalesce(min(id), 0) from job_event", Tuple.tuple());
  }

  /** An owner's events in {@code (after, upTo]}, oldest first. */
  Uni<List<LoggedEvent>> ofOwner(UserId owner, long after, long upTo, int limit) {
    return events(
        COLUMNS + "where owner_id = $1 and id > $2 and id <= $3 order by id limit $4",
        Tuple.of(owner.value(), after, upTo, limit));
  }

  /** An avatar's events in {@code (after, upTo]}, oldest first. */
  Uni<List<LoggedEvent>> ofAvatar(AvatarId avatar, long after, long upTo, int limit) {
    return events(
        COLUMNS + "where avatar_id = $1 and id > $2 and id <= $3 order by id limit $4",
        Tuple.of(avatar.value(), after, upTo, limit));
  }

  /** The avatar's newest event up to an id. */
  Uni<Optional<LoggedEvent>> newestOfAvatar(AvatarId avatar, long upTo) {
    return events(
            COLUMNS + "where avatar_id = $1 and id <= $2 order by id desc limit 1",
            Tuple.of(avatar.value(), upTo))
        .map(found -> found.stream().findFirst());
  }

  /** Whose avatar it is, as far as there are jobs of it. */
  Uni<Optional<UserId>> ownerOf(AvatarId avatar) {
    return read("select owner_id from job where avatar_id = $1 limit 1", Tuple.of(avatar.value()))
        .map(
            rows -> {
              RowIterator<Row> found = rows.iterator();
              return found.hasNext()
                  ? Optional.of(new UserId(found.next().getUUID(0)))
                  : Optional.empty();
            });
  }

  /** Owners of events that were written since. */
  Uni<List<UserId>> ownersSince(Instant since) {
    return read(
            "select distinct owner_id from job_event where created_at > $1",
            Tuple.of(since.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              List<UserId> owners = new ArrayList<>();
              rows.forEach(row -> owners.add(new UserId(row.getUUID(0))));
              return owners;
            });
  }

  /** Removes events that are older. */
  Uni<Integer> removeBefore(Instant before) {
    return read(
            "delete from job_event where created_at < $1",
            Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .map(RowSet::rowCount);
  }

  private Uni<Long> number(String sql, Tuple parameters) {
    return read(sql, parameters).map(rows -> rows.iterator().next().getLong(0));
  }

  private Uni<List<LoggedEvent>> events(String sql, Tuple parameters) {
    return read(sql, parameters)
        .map(
            rows -> {
              List<LoggedEvent> events = new ArrayList<>(rows.size());
              rows.forEach(
                  row ->
                      events.add(
                          new LoggedEvent(
                              row.getLong(0),
                              new AvatarId(row.getUUID(1)),
                              EventName.ofWire(row.getString(2)),
                              row.getString(3))));
              return events;
            });
  }

  private Uni<RowSet<Row>> read(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).ifNoItem().after(TIMEOUT).fail();
  }
}
