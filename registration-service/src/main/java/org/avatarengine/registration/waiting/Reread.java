package org.avatarengine.registration.waiting;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.avatarengine.registration.avatar.AvatarStore;
import org.jboss.logging.Logger;

/**
 * Reads the records of everybody who waits, all in one query, every quarter of a second: whoever is
 * no longer pending is woken, whatever became of the wake-up.
 */
@ApplicationScoped
class Reread {

  private static final Logger LOG = Logger.getLogger(Reread.class);

  private final Waiters waiters;
  private final AvatarStore store;
  private final Vertx vertx;
  private final WaitConfig config;
  private final AtomicBoolean reading = new AtomicBoolean();
  private long timer;

  Reread(
      Waiters waiters, AvatarStore store, Vertx vertx, WaitConfig config, MeterRegistry metrics) {
    this.waiters = waiters;
    this.store = store;
    this.vertx = vertx;
    this.config = config;
    metrics.gauge("avatar.registration.waiting", waiters, Waiters::count);
  }

  void onStart(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(config.reread().toMillis(), ignored -> tick());
  }

  void onStop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  private void tick() {
    Set<UUID> ids = waiters.ids();
    if (!ids.isEmpty() && reading.compareAndSet(false, true)) {
      CallerContext.start(vertx, () -> wakeSettled(ids), () -> reading.set(false));
    }
  }

  private Uni<Void> wakeSettled(Set<UUID> ids) {
    return store
        .pendingAmong(ids)
        .invoke(
            pending -> {
              Set<UUID> settled = new HashSet<>(ids);
              settled.removeAll(pending);
              settled.forEach(waiters::wake);
            })
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.debugf("re-reading failed cause=%s", failure));
  }
}
