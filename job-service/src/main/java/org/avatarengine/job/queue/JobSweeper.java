package org.avatarengine.job.queue;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.avatarengine.platform.outbox.Outbox;
import org.jboss.logging.Logger;

/** Looks after what time brings: pauses that are over, silent workers, old jobs, stranded facts. */
@Singleton
class JobSweeper {

  private static final Logger LOG = Logger.getLogger(JobSweeper.class);

  private final JobQueue queue;
  private final JobStore store;
  private final Outbox outbox;
  private final QueueSettings settings;
  private final Clock clock;
  private final Instant leasesFrom;

  JobSweeper(
      JobQueue queue,
      JobStore store,
      Outbox outbox,
      QueueSettings settings,
      BoardSettings board,
      Clock clock) {
    this.queue = queue;
    this.store = store;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
    // While this service was away nobody listened to the workers: their reports come first.
    this.leasesFrom = clock.instant().plus(board.lease());
  }

  @Scheduled(
      identity = "job-alarms",
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> alarms() {
    return alarms(settings.alarmsPerSweep());
  }

  private Uni<Void> alarms(int left) {
    if (left == 0) {
      return Uni.createFrom().voidItem();
    }
    boolean leases = !clock.instant().isBefore(leasesFrom);
    return queue
        .nextAlarm(leases)
        .chain(found -> found ? alarms(left - 1) : Uni.createFrom().voidItem());
  }

  @Scheduled(
      identity = "job-outbox",
      every = "2s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> outbox() {
    return outbox.sweep();
  }

  @Scheduled(
      identity = "job-retention",
      every = "${avatar.job.queue.retention-sweep:60s}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> retention() {
    Instant before = clock.instant().minus(settings.retention());
    return Panache.withTransaction(() -> store.removeEndedBefore(before))
        .invoke(
            removed -> {
              if (removed > 0) {
                LOG.infof("old jobs removed count=%d", removed);
              }
            })
        .replaceWithVoid();
  }
}
