package org.avatarengine.mlworker.task;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.platform.outbox.EventSender;
import org.jboss.logging.Logger;

/** Says on {@code avatar.task-events} what becomes of tasks. */
@ApplicationScoped
class TaskReporter {

  private static final Logger LOG = Logger.getLogger(TaskReporter.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final EventSender sender;

  TaskReporter(EventSender sender) {
    this.sender = sender;
  }

  /** Sends the fact and waits until the broker has it; for the end of a task, on its own thread. */
  void reportAndWait(TaskFact fact, String traceparent) {
    send(fact, traceparent).await().atMost(LIMIT);
  }

  /** Sends the fact without waiting: a lost progress report is made up for by the next. */
  void report(TaskFact fact, String traceparent) {
    send(fact, traceparent)
        .subscribe()
        .with(
            done -> LOG.tracef("reported fact=%s", fact),
            failure -> LOG.warnf("report not sent cause=%s", failure));
  }

  private Uni<Void> send(TaskFact fact, String traceparent) {
    return sender.send(
        Topics.TASK_EVENTS, fact.avatarId().toString(), Event.of(fact, Instant.now(), traceparent));
  }
}
