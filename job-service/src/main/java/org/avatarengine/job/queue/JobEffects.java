package org.avatarengine.job.queue;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.job.board.Effect;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.board.JobState;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.job.events.EventStore;
import org.avatarengine.platform.outbox.Outbox;

/** Lets the effects of a change leave with its transaction. */
@Singleton
class JobEffects {

  private final JobStore store;
  private final EventStore events;

  JobEffects(JobStore store, EventStore events) {
    this.store = store;
    this.events = events;
  }

  /**
   * Lets the effects of successive changes of one job leave: every step goes into the log of
   * events, the rest once, as the job stands after the last.
   */
  Uni<Void> leave(Outbox.Batch batch, List<Outcome.Changed> changes) {
    Job job = changes.getLast().after();
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    changes.forEach(change -> effects.addAll(change.effects()));
    List<Supplier<Uni<Void>>> steps = new ArrayList<>();
    if (effects.contains(Effect.DISPATCH)) {
      steps.add(() -> batch.append(Topics.TASKS_FACE, job.avatarId().toString(), job.task()));
    }
    if (effects.contains(Effect.STOP_WORKERS)) {
      steps.add(
          () ->
              batch.append(
                  Topics.TASK_CONTROL, job.id().toString(), new TaskControl.Cancel(job.id())));
    }
    if (effects.contains(Effect.DEAD_LETTER)) {
      steps.add(() -> batch.append(Topics.TASKS_FACE_DLQ, job.avatarId().toString(), job.task()));
    }
    for (Outcome.Changed change : changes) {
      if (change.before() != null
          && change.before().state() instanceof JobState.Active attempt
          && change.after().state().status() != JobStatus.ACTIVE) {
        steps.add(() -> store.saveAttempt(job, attempt, outcome(change), change));
      }
    }
    if (effects.contains(Effect.ANNOUNCE)) {
      steps.add(
          () ->
              batch.append(
                  Topics.JOB_EVENTS, job.id().toString(), new JobFact.Changed(job.view())));
      // Last, because it holds the owner's lock until the commit.
      steps.add(() -> events.append(announced(changes)));
    }
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Supplier<Uni<Void>> step : steps) {
      all = all.chain(step::get);
    }
    return all;
  }

  private static List<EventStore.Step> announced(List<Outcome.Changed> changes) {
    return changes.stream()
        .filter(change -> change.effects().contains(Effect.ANNOUNCE))
        .map(
            change ->
                new EventStore.Step(
                    change.before() == null ? null : change.before().view(), change.after().view()))
        .toList();
  }

  /** How the attempt ended: as its job did, or failed where the job goes on. */
  private static String outcome(Outcome.Changed changed) {
    JobStatus status = changed.after().state().status();
    return switch (status) {
      case QUEUED, DEAD -> "failed";
      case FAILED -> "rejected";
      case ACTIVE, COMPLETED, CANCELLED -> JobRow.name(status);
    };
  }
}
