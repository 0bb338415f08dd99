package org.avatarengine.live.relay;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.InstanceName;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.live.session.SessionConfig;
import org.avatarengine.live.session.SessionFacts;
import org.avatarengine.live.takeover.SessionTakeover;
import org.avatarengine.live.takeover.TakeoverConfig;
import org.avatarengine.live.takeover.Whereabouts;
import org.avatarengine.platform.identity.ServiceTokens;
import org.avatarengine.platform.identity.SessionTokens;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * The sessions that this instance passes on, one {@link Relay} each, and who else has room for
 * viewers when this instance has not. Any thread.
 */
@Singleton
public class Relays {

  private static final Logger LOG = Logger.getLogger(Relays.class);
  private static final int MAX_MESSAGE = 65_536;

  private final RelayConfig config;
  private final SessionConfig sessionConfig;
  private final boolean enabled;
  private final LiveSessions sessions;
  private final SessionTakeover takeover;
  private final SessionTokens tokens;
  private final ServiceTokens service;
  private final String self;
  private final Vertx vertx;
  private final RelayStore store;
  private final WebSocketClient client;
  private final ConcurrentMap<SessionId, Relay> relays = new ConcurrentHashMap<>();
  private final House house = new House();
  private volatile boolean stopping;

  Relays(
      RelayConfig config,
      SessionConfig sessionConfig,
      TakeoverConfig takeoverConfig,
      LiveSessions sessions,
      SessionTakeover takeover,
      SessionTokens tokens,
      ServiceTokens service,
      InstanceName instance,
      Vertx vertx,
      Redis redis) {
    this.config = config;
    this.sessionConfig = sessionConfig;
    this.enabled = config.enabled() && takeoverConfig.enabled();
    this.sessions = sessions;
    this.takeover = takeover;
    this.tokens = tokens;
    this.service = service;
    this.self = instance.value();
    this.vertx = vertx;
    this.store = new RelayStore(redis, self, takeoverConfig.lease(), takeoverConfig.timeout());
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(config.max())
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setTcpNoDelay(true));
  }

  void onStart(@Observes StartupEvent event) {
    if (enabled) {
      vertx.setPeriodic(1, config.announceEvery().toMillis(), timer -> announce());
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    if (enabled) {
      store.withdraw().onFailure(cause -> LOG.debugf("room not withdrawn cause=%s", cause));
    }
  }

  private void announce() {
    if (!stopping && takeover.isLeased()) {
      store.announce(room()).onFailure(cause -> LOG.debugf("room not told cause=%s", cause));
    }
  }

  private int room() {
    return relays.size() >= config.max() ? 0 : Math.max(0, config.maxViewers() - viewers());
  }

  /** How many sessions are passed on here. */
  public int count() {
    return relays.size();
  }

  /** How many viewers they have, at most half a second ago. */
  public int viewers() {
    int sum = 0;
    for (Relay relay : relays.values()) {
      sum += relay.viewers();
    }
    return sum;
  }

  /** Whether this instance was lately told to take that session's viewers. */
  public Future<Boolean> isAppointed(SessionId id) {
    return enabled ? store.isAppointed(id).otherwise(false) : Future.succeededFuture(false);
  }

  /**
   * The session as this instance passes it on; begins to when it does not yet.
   *
   * @return fails with 503 when there is no room here or no way to the owner
   */
  public Future<HeldSession> open(SessionFacts facts, Whereabouts.Elsewhere where) {
    Relay known = relays.get(facts.id());
    if (known == null) {
      if (!enabled || stopping || room() == 0) {
        return Future.failedFuture(
            ProblemException.of(
                    ProblemType.BUSY,
                    new Reason("relays-full", "This instance passes on no further session now."))
                .retryAfter(Duration.ofSeconds(10)));
      }
      Relay fresh =
          new Relay(
              facts, where, house, config, vertx, ((VertxInternal) vertx).createEventLoopContext());
      known = relays.putIfAbsent(facts.id(), fresh);
      if (known == null) {
        known = fresh;
        LOG.infof("relaying begins sessionId=%s owner=%s", facts.id(), where.instance());
        fresh.start();
      }
    }
    return known
        .started()
        .recover(
            cause ->
                Future.failedFuture(
                    ProblemException.of(
                            ProblemType.UNAVAILABLE,
                            "The instance of that session cannot be reached now.")
                        .retryAfter(Duration.ofSeconds(1))));
  }

  /**
   * Looks for another instance that takes viewers of a session for which there is no room here, and
   * makes it expect them.
   *
   * @return its name; empty when there is none
   */
  public Future<Optional<String>> another(SessionId id) {
    if (!enabled) {
      return Future.succeededFuture(Optional.empty());
    }
    Set<String> not = new HashSet<>(Set.of(self));
    Relay relay = relays.get(id);
    if (relay != null) {
      not.add(relay.owner());
    }
    return store
        .roomiest(not)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(found)
                    : store.appoint(id, found.get()).map(found))
        .otherwise(Optional.empty());
  }

  private final class House implements Relay.House {
    @Override
    public Future<OwnerLink> connect(URI owner, Relay relay, String viewerId, DetailLevel level) {
      SessionId id = relay.facts().id();
      OwnerLink.Pass pass =
          new OwnerLink.Pass(
              tokens.mint(id, SessionRole.VIEWER, sessionConfig.tokenLife()),
              service.bearer(),
              viewerId,
              level);
      return OwnerLink.open(client, owner, id, pass, config.connectTimeout(), relay);
    }

    @Override
    public Future<Whereabouts> locate(Relay relay) {
      return takeover.locate(relay.facts().id());
    }

    @Override
    public Future<Boolean> exists(Relay relay) {
      return takeover.facts(relay.facts().id()).map(Optional::isPresent);
    }

    @Override
    public HeldSession hold(Relay relay, long mediaTimeMs) {
      return sessions.relay(relay.facts(), mediaTimeMs * 1_000);
    }

    @Override
    public void ended(Relay relay) {
      relays.remove(relay.facts().id(), relay);
    }
  }
}
