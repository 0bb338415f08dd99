package org.avatarengine.live.takeover;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.SessionSnapshot;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.InstanceName;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.live.session.SessionFacts;
import org.avatarengine.live.session.SessionLoops;
import org.avatarengine.live.session.SessionWatcher;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes this instance's sessions to Redis and goes on with those of instances that died.
 *
 * <pre>
 *   every heartbeat   renew the lease; claim what dead owners left
 *   every second      write all sessions; give up those that others claimed meanwhile
 *   at an orderly end write all, let the lease go: the next heartbeat of another claims
 * </pre>
 */
@Singleton
public class SessionTakeover implements SessionWatcher {

  private static final Logger LOG = Logger.getLogger(SessionTakeover.class);
  private static final long STOP_PATIENCE_S = 3;

  private final TakeoverConfig config;
  private final LiveSessions sessions;
  private final SessionLoops loops;
  private final Vertx vertx;
  private final RedisSessionStore store;
  private final AtomicBoolean beating = new AtomicBoolean();
  private final AtomicBoolean saving = new AtomicBoolean();
  private final AtomicBoolean refused = new AtomicBoolean();
  private final AtomicLong claimed = new AtomicLong();
  private volatile boolean leased;
  private volatile boolean stopping;
  private volatile Future<Void> lastSave = Future.succeededFuture();

  private record Taken(HeldSession session, SessionSnapshot snapshot) {}

  SessionTakeover(
      TakeoverConfig config,
      LiveSessions sessions,
      SessionLoops loops,
      InstanceName instance,
      Vertx vertx,
      Redis redis,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.config = config;
    this.sessions = sessions;
    this.loops = loops;
    this.vertx = vertx;
    String url = config.url().map(Object::toString).orElse("http://localhost:" + port);
    this.store = new RedisSessionStore(redis, Owner.born(instance.value()), url, config);
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled()) {
      vertx.setPeriodic(1, config.heartbeat().toMillis(), timer -> heartbeat());
      vertx.setPeriodic(config.snapshotEvery().toMillis(), timer -> saveAll());
    }
  }

  /** Whether Redis answered lately. */
  public boolean isReachable() {
    return store.isReachable();
  }

  /** Whether others know that this instance lives. */
  public boolean isLeased() {
    return leased;
  }

  /** How many sessions were taken over. */
  public long claimed() {
    return claimed.get();
  }

  @Override
  public void opened(HeldSession session) {
    if (config.enabled() && leased) {
      session
          .ask(live -> live.snapshot(session.nowUs()))
          .compose(snapshot -> write(List.of(new Taken(session, snapshot))))
          .onFailure(cause -> LOG.debugf("first snapshot not written cause=%s", cause));
    }
  }

  @Override
  public void closed(HeldSession session, CloseReason reason) {
    if (config.enabled() && reason == CloseReason.SESSION_CLOSED) {
      SessionFacts facts = session.facts();
      // What is being written now may be this session: it must not come after.
      lastSave
          .eventually(() -> store.forget(facts.id(), facts.ownerId()))
          .onFailure(cause -> LOG.debugf("session not forgotten cause=%s", cause));
    }
  }

  void heartbeat() {
    if (stopping || !beating.compareAndSet(false, true)) {
      return;
    }
    store
        .renew()
        .onSuccess(this::renewed)
        .compose(lease -> leased ? claimOrphans() : Future.succeededFuture())
        .onComplete(done -> beating.set(false));
  }

  private void renewed(RedisSessionStore.Lease lease) {
    switch (lease) {
      case KEPT -> leased = true;
      case TAKEN -> {
        leased = true;
        // It was free: at a start, or others took us for dead and may have claimed.
        saveAll();
      }
      case REFUSED -> {
        leased = false;
        if (refused.compareAndSet(false, true)) {
          LOG.warn(
              "the lease of this instance's name is taken: by its own last life for some seconds,"
                  + " or by another instance; names must differ, see avatar.animation.instance");
        }
      }
    }
  }

  private Future<Void> claimOrphans() {
    return store
        .others()
        .compose(
            owners -> {
              Collections.shuffle(owners);
              Future<Void> all = Future.succeededFuture();
              for (Owner owner : owners) {
                all =
                    all.compose(before -> store.addressOf(owner))
                        .compose(
                            alive ->
                                alive.isPresent() ? Future.succeededFuture() : claimAll(owner));
              }
              return all;
            });
  }

  private Future<Void> claimAll(Owner dead) {
    return store
        .sessionsOf(dead)
        .compose(
            ids -> {
              if (ids.isEmpty()) {
                return store.bury(dead);
              }
              // So that several instances do not all begin with the same one.
              Collections.shuffle(ids);
              Future<Void> all = Future.succeededFuture();
              for (SessionId id : ids) {
                all = all.compose(before -> claim(id, dead)).mapEmpty();
              }
              return all;
            });
  }

  private Future<Optional<HeldSession>> claim(SessionId id, Owner dead) {
    return store
        .claim(id, dead)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.<HeldSession>empty())
                    : vertx.executeBlocking(() -> restore(id, found.get()), false));
  }

  private Optional<HeldSession> restore(SessionId id, Claimed found) {
    try {
      HeldSession session =
          sessions.restore(
              SnapshotJson.facts(found.facts()), SnapshotJson.snapshot(found.snapshot()));
      claimed.incrementAndGet();
      return Optional.of(session);
    } catch (IOException | IllegalArgumentException unreadable) {
      LOG.warnf("a claimed session cannot go on sessionId=%s cause=%s", id, unreadable);
      return Optional.empty();
    }
  }

  void saveAll() {
    if (!leased || stopping || !saving.compareAndSet(false, true)) {
      return;
    }
    lastSave = takeAll(false).compose(this::write).onComplete(done -> saving.set(false));
  }

  private Future<List<Taken>> takeAll(boolean leaving) {
    Queue<Taken> taken = new ConcurrentLinkedQueue<>();
    Promise<List<Taken>> all = Promise.promise();
    loops.survey(
        (session, live) -> {
          if (!live.isRelay()) {
            taken.add(new Taken(session, live.snapshot(session.nowUs())));
          }
          if (leaving) {
            session.close(CloseReason.GOING_AWAY);
          }
        },
        () -> all.complete(new ArrayList<>(taken)));
    return all.future();
  }

  private Future<Void> write(List<Taken> taken) {
    if (taken.isEmpty()) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(
            () ->
                taken.stream()
                    .map(one -> SnapshotJson.write(one.session().facts(), one.snapshot()))
                    .toList(),
            false)
        .compose(store::save)
        .map(
            ours -> {
              for (int i = 0; i < ours.size(); i++) {
                if (!ours.get(i)) {
                  HeldSession lost = taken.get(i).session();
                  LOG.warnf(
                      "another instance took the session over sessionId=%s", lost.facts().id());
                  lost.close(CloseReason.MOVED);
                }
              }
              return null;
            });
  }

  /** Finds a session wherever it is; one whose instance died is taken over at once. */
  public Future<Whereabouts> locate(SessionId id) {
    Optional<HeldSession> here = sessions.find(id);
    if (here.isPresent()) {
      return Future.succeededFuture(new Whereabouts.Here(here.get()));
    }
    if (!config.enabled()) {
      return Future.succeededFuture(new Whereabouts.Nowhere());
    }
    return store
        .ownerOf(id)
        .compose(
            owner ->
                owner.isEmpty()
                    ? Future.succeededFuture(new Whereabouts.Nowhere())
                    : locate(id, owner.get()));
  }

  private Future<Whereabouts> locate(SessionId id, Owner owner) {
    return store
        .addressOf(owner)
        .compose(
            alive -> {
              if (alive.isPresent()) {
                return Future.succeededFuture(
                    new Whereabouts.Elsewhere(owner.instance(), alive.get()));
              }
              if (!leased || stopping) {
                return Future.succeededFuture(new Whereabouts.Nowhere());
              }
              return claim(id, owner).map(claimed -> afterClaim(id, claimed));
            });
  }

  private Whereabouts afterClaim(SessionId id, Optional<HeldSession> claimed) {
    return claimed
        .or(() -> sessions.find(id))
        .<Whereabouts>map(Whereabouts.Here::new)
        .orElseGet(Whereabouts.Nowhere::new);
  }

  /**
   * The facts of a session of another instance.
   *
   * @return empty when there is no such session; fails when Redis does not answer
   */
  public Future<Optional<SessionFacts>> facts(SessionId id) {
    return store
        .factsOf(id)
        .map(
            found -> {
              List<SessionFacts> facts = new ArrayList<>(1);
              found.ifPresent(json -> addFacts(json, facts));
              return facts.stream().findFirst();
            });
  }

  /** The facts of a user's sessions on other instances; empty when Redis does not answer. */
  public Future<List<SessionFacts>> elsewhere(UserId userId) {
    if (!config.enabled()) {
      return Future.succeededFuture(List.of());
    }
    return store
        .sessionsOf(userId)
        .compose(
            ids -> {
              List<SessionFacts> found = Collections.synchronizedList(new ArrayList<>());
              Future<Void> all = Future.succeededFuture();
              for (SessionId id : ids) {
                if (sessions.find(id).isEmpty()) {
                  all =
                      all.compose(before -> store.factsOf(id))
                          .map(
                              facts -> {
                                facts.ifPresent(json -> addFacts(json, found));
                                return null;
                              });
                }
              }
              return all.map(done -> List.copyOf(found));
            })
        .otherwise(List.of());
  }

  private static void addFacts(byte[] json, List<SessionFacts> found) {
    try {
      found.add(SnapshotJson.facts(json));
    } catch (IOException unreadable) {
      LOG.debugf("facts of another version cause=%s", unreadable);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    sessions.stopTaking();
    stopping = true;
    Future<Void> left =
        lastSave
            .eventually(
                () ->
                    takeAll(true)
                        .compose(taken -> leased ? write(taken) : Future.succeededFuture()))
            .eventually(() -> leased ? store.release() : Future.succeededFuture());
    try {
      left.toCompletionStage().toCompletableFuture().get(STOP_PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warnf("not all sessions were handed over cause=%s", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
