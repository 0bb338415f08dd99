package org.avatarengine.registration.waiting;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.avatarengine.contract.id.AvatarId;
import org.jboss.logging.Logger;

/**
 * Tells every instance, through Redis, that there is news of an avatar. Without Redis those who
 * wait elsewhere find out when they read their record again.
 */
@ApplicationScoped
public class WakeUps {

  /** The Redis channel; the payload is an avatar's id. */
  static final String CHANNEL = "registration:wake";

  private static final Logger LOG = Logger.getLogger(WakeUps.class);
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final long AGAIN_MS = 1_000;

  private final ReactivePubSubCommands<String> redis;
  private final Waiters waiters;
  private final Vertx vertx;
  private volatile boolean stopped;

  WakeUps(ReactiveRedisDataSource redis, Waiters waiters, Vertx vertx) {
    this.redis = redis.pubsub(String.class);
    this.waiters = waiters;
    this.vertx = vertx;
  }

  /** Wakes whoever waits for this avatar, here at once; never fails. */
  public void announce(AvatarId id) {
    waiters.wake(id.value());
    redis
        .publish(CHANNEL, id.toString())
        .ifNoItem()
        .after(LIMIT)
        .fail()
        .subscribe()
        .with(
            done -> LOG.tracef("announced avatarId=%s", id),
            failure -> LOG.debugf("not announced avatarId=%s cause=%s", id, failure));
  }

  void onStart(@Observes StartupEvent event) {
    listen();
  }

  void onStop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void listen() {
    Uni.createFrom()
        .deferred(
            () ->
                redis.subscribe(
                    List.of(CHANNEL),
                    (channel, payload) -> hear(payload),
                    this::listenAgain,
                    failure -> LOG.debugf("the wake-up channel broke cause=%s", failure)))
        .subscribe()
        .with(
            subscriber -> LOG.debug("listening for wake-ups"),
            failure -> {
              LOG.debugf("no wake-up channel yet cause=%s", failure);
              listenAgain();
            });
  }

  private void listenAgain() {
    if (!stopped) {
      vertx.setTimer(AGAIN_MS, timer -> listen());
    }
  }

  private void hear(String payload) {
    try {
      waiters.wake(UUID.fromString(payload));
    } catch (IllegalArgumentException e) {
      LOG.debug("a wake-up without an id");
    }
  }
}
