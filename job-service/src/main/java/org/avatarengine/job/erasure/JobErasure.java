package org.avatarengine.job.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.avatarengine.contract.event.JobFact;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.events.EventStore;
import org.avatarengine.job.queue.JobStore;
import org.avatarengine.platform.outbox.Outbox;

/**
 * Ends and forgets every job of an erased avatar: workers are told to stop, rows, attempts and
 * events go, a tombstone stays, and the acknowledgement leaves with the same transaction. Asked
 * again it acknowledges again.
 */
@Singleton
class JobErasure {

  private final JobStore store;
  private final EventStore events;
  private final Outbox outbox;
  private final Clock clock;

  JobErasure(JobStore store, EventStore events, Outbox outbox, Clock clock) {
    this.store = store;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  Uni<Void> erase(AvatarId avatarId) {
    return outbox.inTransaction(
        batch ->
            store
                .serialize(avatarId)
                .chain(() -> store.lockAll(avatarId))
                .chain(jobs -> stopWorkers(batch, jobs))
                .chain(() -> store.erase(avatarId, clock.instant()))
                .chain(() -> events.erase(avatarId))
                .chain(
                    () ->
                        batch.append(
                            Topics.JOB_EVENTS, avatarId.toString(), new JobFact.Erased(avatarId))));
  }

  /**
   * Forgets the job of a dry run that was answered, with its attempts and events. Nothing stays and
   * nobody is told. A job that was no dry run is left alone.
   *
   * @return whether there was such a job
   */
  Uni<Boolean> discard(AvatarId avatarId, JobId jobId) {
    return outbox.inTransaction(
        batch ->
            store
                .lock(jobId)
                .chain(
                    found -> {
                      Job job = found.filter(Job::dryRun).orElse(null);
                      if (job == null || !job.avatarId().equals(avatarId)) {
                        return Uni.createFrom().item(false);
                      }
                      return stopWorkers(batch, List.of(job))
                          .chain(() -> store.remove(jobId))
                          .chain(() -> events.remove(avatarId, jobId))
                          .replaceWith(true);
                    }));
  }

  private static Uni<Void> stopWorkers(Outbox.Batch batch, List<Job> jobs) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Job job : jobs) {
      if (!job.ended()) {
        all =
            all.chain(
                () ->
                    batch.append(
                        Topics.TASK_CONTROL,
                        job.id().toString(),
                        new TaskControl.Cancel(job.id())));
      }
    }
    return all;
  }
}
