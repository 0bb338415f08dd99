package org.avatarengine.job.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.queue.JobStore;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Requests that wait for the end of a job, without holding a thread: woken by this instance's own
 * reading of the job facts, and re-reading the row every so often without any wake-up.
 */
@Singleton
class JobWaits {

  private final JobStore store;
  private final ApiSettings settings;
  private final Clock clock;
  private final Map<JobId, Set<Wakeable>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  JobWaits(JobStore store, ApiSettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads the job once it has ended, or as it stands when the wait is over.
   *
   * <p>Fails with 503 when too many requests wait already.
   */
  Uni<Optional<Job>> end(JobId id, Duration wait) {
    if (count.incrementAndGet() > settings.maxWaiting()) {
      count.decrementAndGet();
      throw ProblemException.of(ProblemType.BUSY, "Too many requests are waiting for jobs.")
          .retryAfter(Duration.ofSeconds(1));
    }
    Instant deadline = clock.instant().plus(wait);
    Wakeable self = new Wakeable();
    waiting.compute(
        id,
        (job, others) -> {
          Set<Wakeable> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(self);
          return all;
        });
    Context request = Vertx.currentContext();
    Executor home = task -> request.runOnContext(ignored -> task.run());
    return Multi.createBy()
        .repeating()
        .uni(() -> store.find(id).chain(job -> napUnlessOver(job, deadline, self, home)))
        .whilst(reading -> !reading.last())
        .select()
        .last()
        .toUni()
        .map(Reading::job)
        .onTermination()
        .invoke(() -> leave(id, self));
  }

  private record Reading(Optional<Job> job, boolean last) {}

  private Uni<Reading> napUnlessOver(
      Optional<Job> job, Instant deadline, Wakeable self, Executor home) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (job.isEmpty() || job.get().ended() || !left.isPositive()) {
      return Uni.createFrom().item(new Reading(job, true));
    }
    Duration nap = left.compareTo(settings.rereadEvery()) < 0 ? left : settings.rereadEvery();
    return self.nap(nap).emitOn(home).replaceWith(new Reading(job, false));
  }

  private void leave(JobId id, Wakeable self) {
    count.decrementAndGet();
    waiting.computeIfPresent(
        id,
        (job, all) -> {
          all.remove(self);
          return all.isEmpty() ? null : all;
        });
  }

  void onChanged(@Observes JobFact.Changed fact) {
    Set<Wakeable> sleepers = waiting.get(fact.job().jobId());
    if (sleepers != null) {
      sleepers.forEach(Wakeable::wake);
    }
  }
}
