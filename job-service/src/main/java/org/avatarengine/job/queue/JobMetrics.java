package org.avatarengine.job.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.board.JobState;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.platform.observe.MetricNames;

/**
 * What operators see of jobs. The counters count what this instance did; the two gauges are read
 * from the table every 5 s and are the same on every instance, so a dashboard takes their maximum.
 */
@Singleton
class JobMetrics {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(300),
    Duration.ofMillis(500),
    Duration.ofMillis(800),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final Map<JobKind, AtomicLong> active = new EnumMap<>(JobKind.class);
  private final Map<JobKind, AtomicLong> queued = new EnumMap<>(JobKind.class);

  JobMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (JobKind kind : JobKind.values()) {
      active.put(kind, new AtomicLong());
      queued.put(kind, new AtomicLong());
    }
  }

  void onStart(@Observes StartupEvent event) {
    for (JobKind kind : JobKind.values()) {
      Gauge.builder(MetricNames.ACTIVE_JOBS, active.get(kind), AtomicLong::get)
          .description("Jobs that a worker is working on")
          .tag("kind", JobRow.name(kind))
          .register(registry);
      Gauge.builder(MetricNames.QUEUE_SIZE, queued.get(kind), AtomicLong::get)
          .description("Jobs that wait for a worker")
          .tag("kind", JobRow.name(kind))
          .register(registry);
    }
  }

  /** Counts an outcome, once its transaction is through. */
  void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.Changed changed -> count(changed);
      case Outcome.Refused refused ->
          registry.counter("avatar.job.refusals", "reason", refused.why().tag()).increment();
      case Outcome.Unchanged unchanged -> registry.counter("avatar.job.repeats").increment();
    }
  }

  private void count(Outcome.Changed changed) {
    Job job = changed.after();
    String kind = JobRow.name(job.kind());
    if (!(job.state() instanceof JobState.Ended ended)) {
      return;
    }
    String outcome = JobRow.name(ended.status());
    registry.counter(MetricNames.PROCESSING, "kind", kind, "outcome", outcome).increment();
    if (changed.before() != null && changed.before().state() instanceof JobState.Active attempt) {
      Timer.builder(MetricNames.PROCESSING_DURATION)
          .description("From the start of the last attempt to the job's end")
          .tags("kind", kind, "outcome", outcome)
          .serviceLevelObjectives(BUCKETS)
          .register(registry)
          .record(Duration.between(attempt.startedAt(), ended.endedAt()));
    }
    if (ended instanceof JobState.Failed || ended instanceof JobState.Dead) {
      JobState.EndedWithError failed = (JobState.EndedWithError) ended;
      registry
          .counter(
              MetricNames.PROCESSING_ERRORS,
              "kind",
              kind,
              "type",
              failed.error().type().slug(),
              "class",
              failed.error().reasons().stream()
                  .map(Reason::errorClass)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .map(ErrorClass::slug)
                  .orElse("none"))
          .increment();
    }
  }

  @Scheduled(
      identity = "job-gauges",
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> sample() {
    return Panache.withSession(JobStore::unfinished).invoke(this::show).replaceWithVoid();
  }

  private void show(List<JobStore.Unfinished> counts) {
    for (JobKind kind : JobKind.values()) {
      active.get(kind).set(count(counts, kind, JobStatus.ACTIVE));
      queued.get(kind).set(count(counts, kind, JobStatus.QUEUED));
    }
  }

  private static long count(List<JobStore.Unfinished> counts, JobKind kind, JobStatus status) {
    return counts.stream()
        .filter(each -> JobRow.name(kind).equals(each.kind()))
        .filter(each -> JobRow.name(status).equals(each.status()))
        .mapToLong(JobStore.Unfinished::count)
        .sum();
  }
}
