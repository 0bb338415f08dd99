package org.avatarengine.platform.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.platform.observe.TraceContext;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Facts that leave with their transaction: they are rows of the table {@code outbox} first, go to
 * Kafka right after the commit, and are deleted once the broker has them. What is left behind by a
 * crash or an absent broker is sent by the sweep, so a fact can arrive twice but is never lost.
 *
 * <p>Not a bean: only services with a database of their own make one.
 */
public class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class);
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(2);
  private static final int SWEEP_ROWS = 200;

  private final EventSender sender;
  private final EventCodec codec;

  public Outbox(EventSender sender, EventCodec codec) {
    this.sender = sender;
    this.codec = codec;
  }

  /** For the container's proxy only. */
  protected Outbox() {
    this(null, null);
  }

  /** Collects the facts of one transaction. */
  public interface Batch {
    /** Adds a fact, in the transaction under way. */
    Uni<Void> append(String topic, String key, Payload payload);
  }

  private record Row(long id, String topic, String key, String event, String traceparent) {}

  /**
   * Runs the work in one transaction and dispatches its facts after the commit. The result does not
   * wait for Kafka.
   */
  public <T> Uni<T> inTransaction(Function<Batch, Uni<T>> work) {
    List<Row> rows = new ArrayList<>();
    return Panache.withTransaction(
            () ->
                work.apply(
                    (topic, key, payload) -> {
                      String traceparent = TraceContext.traceparent();
                      String event = codec.write(Event.of(payload, Instant.now(), traceparent));
                      return Panache.getSession()
                          .chain(session -> insert(session, topic, key, event, traceparent))
                          .invoke(id -> rows.add(new Row(id, topic, key, event, traceparent)))
                          .replaceWithVoid();
                    }))
        .invoke(
            () -> {
              if (!rows.isEmpty()) {
                dispatchApart(rows);
              }
            });
  }

  /**
   * Dispatches on a context of its own: the caller's context carries the caller's session, which
   * must not be shared with work that outlives the request.
   */
  private void dispatchApart(List<Row> rows) {
    Context apart = VertxContext.createNewDuplicatedContext();
    VertxContextSafetyToggle.setContextSafe(apart, true);
    apart.runOnContext(
        ignored ->
            dispatch(rows)
                .subscribe()
                .with(
                    done -> LOG.tracef("dispatched rows=%d", rows.size()),
                    failure -> LOG.warnf("dispatch left to the sweep cause=%s", failure)));
  }

  /** Sends what was left behind for 2 s or longer; several instances may sweep at once. */
  public Uni<Void> sweep() {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(Outbox::leftBehind)
                .chain(
                    rows ->
                        rows.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : sendInOrder(rows).chain(() -> delete(rows))));
  }

  private Uni<Void> dispatch(List<Row> rows) {
    return sendInOrder(rows).chain(() -> Panache.withTransaction(() -> delete(rows)));
  }

  private Uni<Void> sendInOrder(List<Row> rows) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row -> sender.sendRaw(row.topic(), row.key(), row.event(), row.traceparent()))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static Uni<Long> insert(
      Mutiny.Session session, String topic, String key, String event, String traceparent) {
    return session
        .createNativeQuery(
            "insert into outbox (topic, key, event, traceparent)"
                + " values (:topic, :key, :event, cast(:traceparent as text)) returning id",
            Long.class)
        .setParameter("topic", topic)
        .setParameter("key", key)
        .setParameter("event", event)
        .setParameter("traceparent", traceparent)
        .getSingleResult();
  }

  private static Uni<List<Row>> leftBehind(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select id, topic, key, event, traceparent from outbox where created_at < :before"
                + " order by id limit "
                + SWEEP_ROWS
                + " for update skip locked",
            Object[].class)
        .setParameter("before", Instant.now().minus(LEFT_BEHIND))
        .getResultList()
        .map(
            found ->
                found.stream()
                    .map(
                        row ->
                            new Row(
                                ((Number) row[0]).longValue(),
                                (String) row[1],
                                (String) row[2],
                                (String) row[3],
                                (String) row[4]))
                    .toList());
  }

  private static Uni<Void> delete(List<Row> rows) {
    List<Long> ids = rows.stream().map(Row::id).toList();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("delete from outbox where id in (:ids)")
                    .setParameter("ids", ids)
                    .executeUpdate())
        .replaceWithVoid();
  }
}
