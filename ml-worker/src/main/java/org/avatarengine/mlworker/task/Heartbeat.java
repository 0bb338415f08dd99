package org.avatarengine.mlworker.task;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.avatarengine.contract.event.TaskFact;

/** Repeats every task's progress often enough that no lease runs out while its stage takes long. */
@ApplicationScoped
class Heartbeat {

  private static final long EVERY_MS = 4_000;

  private final RunningTasks tasks;
  private final TaskReporter reporter;

  Heartbeat(RunningTasks tasks, TaskReporter reporter) {
    this.tasks = tasks;
    this.reporter = reporter;
  }

  void onStart(@Observes StartupEvent event, Vertx vertx) {
    vertx.setPeriodic(EVERY_MS, timer -> beat());
  }

  private void beat() {
    for (RunningTask each : tasks.all()) {
      reporter.report(
          new TaskFact.Progressed(
              each.task().jobId(),
              each.task().attempt(),
              each.task().avatarId(),
              each.step().stage(),
              each.step().progress()),
          each.traceparent());
    }
  }
}
