package org.avatarengine.job.queue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.platform.observe.LogKeys;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads what workers report, in order per avatar. */
@ApplicationScoped
class TaskFactConsumer {

  private static final Logger LOG = Logger.getLogger(TaskFactConsumer.class);

  private final JobQueue queue;
  private final RecordIntake intake;

  TaskFactConsumer(JobQueue queue, RecordIntake intake) {
    this.queue = queue;
    this.intake = intake;
  }

  @Incoming("task-facts")
  Uni<Void> onRecord(String record) {
    return intake.take(
        record,
        TaskFact.class,
        fact ->
            switch (fact) {
              case TaskFact.OfAttempt ofAttempt ->
                  queue
                      .report(ofAttempt)
                      .invoke(outcome -> log(ofAttempt, outcome))
                      .replaceWithVoid();
              // Registration counts these.
              case TaskFact.ArtifactsErased erased -> Uni.createFrom().voidItem();
            });
  }

  private static void log(TaskFact.OfAttempt fact, Outcome outcome) {
    try (LogKeys.Scope job = LogKeys.put(LogKeys.JOB_ID, fact.jobId());
        LogKeys.Scope avatar = LogKeys.put(LogKeys.AVATAR_ID, fact.avatarId())) {
      switch (outcome) {
        case Outcome.Refused refused ->
            LOG.infof(
                "fact refused jobId=%s attempt=%d fact=%s reason=%s",
                fact.jobId(), fact.attempt(), fact.getClass().getSimpleName(), refused.why().tag());
        case Outcome.Changed changed
            when changed.before().state().status() != changed.after().state().status() ->
            LOG.infof(
                "job moved jobId=%s attempt=%d from=%s to=%s cause=%s",
                fact.jobId(),
                fact.attempt(),
                changed.before().state().status(),
                changed.after().state().status(),
                changed.cause());
        case Outcome.Changed changed -> LOG.debugf("job advanced jobId=%s", fact.jobId());
        case Outcome.Unchanged unchanged -> LOG.debugf("fact repeated jobId=%s", fact.jobId());
      }
    }
  }
}
