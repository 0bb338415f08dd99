package org.avatarengine.mlworker.task;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.mlworker.face.FaceTaskWork;
import org.avatarengine.mlworker.face.TaskCancelledException;
import org.avatarengine.mlworker.face.TaskOutcome;
import org.avatarengine.mlworker.face.TaskProgress;
import org.avatarengine.platform.observe.LogKeys;
import org.avatarengine.platform.observe.TraceContext;
import org.avatarengine.platform.outbox.EventCodec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes face tasks off Kafka. Whatever happens to a task, its record is acknowledged and its end is
 * reported: job-service alone decides what is tried again.
 */
@ApplicationScoped
class FaceTaskConsumer {

  private static final Logger LOG = Logger.getLogger(FaceTaskConsumer.class);

  private final EventCodec codec;
  private final RunningTasks tasks;
  private final TaskReporter reporter;
  private final FaceTaskWork work;
  private final MeterRegistry metrics;
  private final String worker;

  FaceTaskConsumer(
      EventCodec codec,
      RunningTasks tasks,
      TaskReporter reporter,
      FaceTaskWork work,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.uuid") String worker) {
    this.codec = codec;
    this.tasks = tasks;
    this.reporter = reporter;
    this.work = work;
    this.metrics = metrics;
    this.worker = worker;
  }

  @Incoming("face-tasks")
  @Blocking(value = "face-pool", ordered = false)
  void consume(String json) {
    Event<Payload> event;
    try {
      event = codec.read(json);
    } catch (IllegalArgumentException e) {
      LOG.warnf("record skipped topic=avatar.tasks.face cause=%s", e.getMessage());
      return;
    }
    if (event.data() instanceof FaceTask task) {
      try (LogKeys.Scope job = LogKeys.put(LogKeys.JOB_ID, task.jobId());
          LogKeys.Scope avatar = LogKeys.put(LogKeys.AVATAR_ID, task.avatarId())) {
        take(task, event.time());
      }
    } else {
      LOG.warnf("record skipped topic=avatar.tasks.face type=%s", event.data().getClass());
    }
  }

  private void take(FaceTask task, Instant ordered) {
    var begun = tasks.begin(task, TraceContext.traceparent());
    if (begun.isEmpty()) {
      LOG.infof("already at it attempt=%d", task.attempt());
      return;
    }
    RunningTask running = begun.get();
    try {
      reporter.report(
          new TaskFact.Started(task.jobId(), task.attempt(), task.avatarId(), worker),
          running.traceparent());
      TaskOutcome outcome = work.perform(task, ordered, new Progress(running));
      LOG.infof("task ended outcome=%s attempt=%d", outcome.label(), task.attempt());
      metrics
          .counter("avatar.ml.worker.tasks", "kind", "face", "outcome", outcome.label())
          .increment();
      report(running, outcome);
    } finally {
      tasks.end(running);
    }
  }

  private void report(RunningTask running, TaskOutcome outcome) {
    FaceTask task = running.task();
    TaskFact fact =
        switch (outcome) {
          case TaskOutcome.Completed done ->
              new TaskFact.Completed(task.jobId(), task.attempt(), task.avatarId(), done.report());
          case TaskOutcome.Rejected no ->
              new TaskFact.Rejected(
                  task.jobId(), task.attempt(), task.avatarId(), no.type(), no.reasons());
          case TaskOutcome.Failed failed ->
              new TaskFact.Failed(
                  task.jobId(),
                  task.attempt(),
                  task.avatarId(),
                  failed.errorClass(),
                  failed.cause());
          case TaskOutcome.Cancelled cancelled ->
              new TaskFact.Cancelled(task.jobId(), task.attempt(), task.avatarId());
          case TaskOutcome.Superseded superseded -> null;
        };
    if (fact == null) {
      return;
    }
    try {
      reporter.reportAndWait(fact, running.traceparent());
    } catch (RuntimeException e) {
      // The lease runs out and job-service tries again; the next attempt finds nothing in its way.
      LOG.errorf("the end of a task could not be reported cause=%s", e);
    }
  }

  /** Reports stages and stops the work where it was told to. */
  private final class Progress implements TaskProgress {
    private final RunningTask running;

    Progress(RunningTask running) {
      this.running = running;
    }

    @Override
    public void reached(String stage, int percent) {
      running.reached(new RunningTask.Step(stage, percent));
      FaceTask task = running.task();
      reporter.report(
          new TaskFact.Progressed(task.jobId(), task.attempt(), task.avatarId(), stage, percent),
          running.traceparent());
    }

    @Override
    public void checkCancelled() {
      if (running.isCancelled()) {
        throw new TaskCancelledException();
      }
    }
  }
}
