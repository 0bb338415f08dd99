package org.avatarengine.job.queue;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.platform.observe.LogKeys;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Reads what workers report, in order per avatar. */
@ApplicationScoped
class TaskFactConsumer {

  private static final Logger LOG = Logger.getLogger(TaskFactConsumer.class);

  private final JobQueue queue;
  private final RecordIntake intake;
  private final FactFolder folder;

  TaskFactConsumer(JobQueue queue, RecordIntake intake, FactFolder folder) {
    this.queue = queue;
    this.intake = intake;
    this.folder = folder;
  }

  @Incoming("task-facts")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  Uni<Void> onRecord(Message<String> record) {
    Runnable acknowledge = () -> acknowledge(record);
    TaskFact fact = intake.read(record.getPayload(), TaskFact.class).orElse(null);
    return switch (fact) {
      case TaskFact.OfAttempt ofAttempt -> folder.take(ofAttempt, this::store, acknowledge);
      // Registration counts these.
      case TaskFact.ArtifactsErased erased -> Uni.createFrom().voidItem().invoke(acknowledge);
      case null -> Uni.createFrom().voidItem().invoke(acknowledge);
    };
  }

  private Uni<Void> store(List<FactFolder.Held> facts) {
    return intake.persistently(
        facts.getLast().home(),
        () ->
            queue
                .report(
                    facts.stream()
                        .map(held -> new JobQueue.Report(held.fact(), held.at()))
                        .toList())
                .invoke(
                    outcomes -> {
                      for (int i = 0; i < outcomes.size(); i++) {
                        log(facts.get(i).fact(), outcomes.get(i));
                      }
                    })
                .replaceWithVoid());
  }

  private static void acknowledge(Message<String> record) {
    record
        .ack()
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warnf("record not acknowledged cause=%s", failure);
              }
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
