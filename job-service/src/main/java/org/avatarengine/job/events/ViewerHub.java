package org.avatarengine.job.events;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.id.UserId;
import org.jboss.logging.Logger;

/** The connections of this instance, found by their user. */
@Singleton
class ViewerHub {

  private static final Logger LOG = Logger.getLogger(ViewerHub.class);

  /** How far back the look-out reads: longer than its own interval and any transaction. */
  private static final Duration LOOK_BACK = Duration.ofSeconds(10);

  private final EventStore log;
  private final EventSettings settings;
  private final Clock clock;
  private final Map<UserId, Set<Viewer>> byUser = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();

  ViewerHub(EventStore log, EventSettings settings, Clock clock) {
    this.log = log;
    this.settings = settings;
    this.clock = clock;
  }

  int connections() {
    return connections.get();
  }

  /** Why another connection of this user is refused, or empty. */
  Optional<String> refusal(UserId user) {
    if (connections.get() >= settings.maxConnections()) {
      return Optional.of("too-many-connections");
    }
    Set<Viewer> own = byUser.get(user);
    return own != null && own.size() >= settings.maxConnectionsPerUser()
        ? Optional.of("too-many-connections-of-user")
        : Optional.empty();
  }

  void add(Viewer viewer) {
    byUser.compute(
        viewer.userId(),
        (user, viewers) -> {
          Set<Viewer> all = viewers == null ? ConcurrentHashMap.newKeySet() : viewers;
          if (all.add(viewer)) {
            connections.incrementAndGet();
          }
          return all;
        });
  }

  void remove(Viewer viewer) {
    byUser.computeIfPresent(
        viewer.userId(),
        (user, viewers) -> {
          if (viewers.remove(viewer)) {
            connections.decrementAndGet();
          }
          return viewers.isEmpty() ? null : viewers;
        });
  }

  /** A job changed somewhere: its owner's connections read on. */
  void onChanged(@Observes JobFact.Changed fact) {
    wake(fact.job().ownerId())
        .subscribe()
        .with(done -> {}, failure -> LOG.warnf("waking viewers failed cause=%s", failure));
  }

  /** Finds what Kafka did not tell: while it is away, or before this instance listened. */
  @Scheduled(
      identity = "viewer-look-out",
      every = "2s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> lookOut() {
    if (byUser.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return log.ownersSince(clock.instant().minus(LOOK_BACK))
        .chain(owners -> all(owners.stream().map(this::wake).toList()));
  }

  @Scheduled(
      identity = "viewer-check",
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> check() {
    Instant now = clock.instant();
    List<Uni<Void>> checks = new ArrayList<>();
    byUser.values().forEach(viewers -> viewers.forEach(viewer -> checks.add(viewer.check(now))));
    return all(checks);
  }

  @Scheduled(
      identity = "event-retention",
      every = "${avatar.job.events.retention-sweep:60s}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> retention() {
    return log.removeBefore(clock.instant().minus(settings.retention())).replaceWithVoid();
  }

  private Uni<Void> wake(UserId user) {
    Set<Viewer> viewers = byUser.get(user);
    return viewers == null
        ? Uni.createFrom().voidItem()
        : all(viewers.stream().map(Viewer::wake).toList());
  }

  private static Uni<Void> all(Collection<Uni<Void>> steps) {
    return steps.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(List.copyOf(steps)).andCollectFailures().replaceWithVoid();
  }
}
