package org.avatarengine.job.queue;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.avatarengine.contract.event.TaskControl;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.board.JobBoard;
import org.avatarengine.job.board.JobState;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.job.board.Refusal;
import org.avatarengine.platform.outbox.Outbox;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Where everything that moves a job comes in: each call is one transaction that locks the job, asks
 * the board, stores the answer and puts its effects into the outbox.
 */
@Singleton
public class JobQueue {

  private final JobBoard board;
  private final JobStore store;
  private final JobEffects effects;
  private final Outbox outbox;
  private final JobMetrics metrics;
  private final Clock clock;

  JobQueue(
      JobBoard board,
      JobStore store,
      JobEffects effects,
      Outbox outbox,
      JobMetrics metrics,
      Clock clock) {
    this.board = board;
    this.store = store;
    this.effects = effects;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Takes a job in; the same submission again answers with the job it made.
   *
   * <p>Fails with 410 when the avatar was erased, with 409 when the id belongs to another
   * submission.
   */
  public Uni<Outcome> submit(JobSubmission submission) {
    return outbox.inTransaction(
        batch ->
            store
                .serialize(submission.avatarId())
                .chain(() -> store.erased(submission.avatarId()))
                .chain(
                    erased -> {
                      if (erased) {
                        throw ProblemException.of(
                            ProblemType.ERASED, "Avatar " + submission.avatarId() + " was erased.");
                      }
                      return store.lock(submission.jobId());
                    })
                .chain(
                    known ->
                        known.isPresent()
                            ? Uni.createFrom().item(sameSubmission(known.get(), submission))
                            : settle(batch, board.submit(submission, clock.instant()))));
  }

  private static Outcome sameSubmission(Job job, JobSubmission submission) {
    if (!job.isOf(submission)) {
      throw ProblemException.of(
          ProblemType.CONFLICT,
          new Reason("job-id-taken", "Job " + job.id() + " belongs to another submission."));
    }
    return new Outcome.Unchanged(job);
  }

  /** A worker's fact and when it came. */
  record Report(TaskFact.OfAttempt fact, Instant at) {}

  /**
   * Takes a worker's reports on one job, oldest first.
   *
   * @return one outcome for each
   */
  Uni<List<Outcome>> report(List<Report> reports) {
    JobId id = reports.getFirst().fact().jobId();
    return outbox
        .inTransaction(
            batch ->
                store
                    .lock(id)
                    .chain(
                        job -> {
                          List<Outcome> outcomes = outcomes(job.orElse(null), reports);
                          return settle(batch, outcomes, id).replaceWith(outcomes);
                        }))
        .invoke(outcomes -> outcomes.forEach(metrics::count));
  }

  private List<Outcome> outcomes(Job job, List<Report> reports) {
    List<Outcome> outcomes = new ArrayList<>();
    Job current = job;
    for (Report report : reports) {
      Outcome outcome =
          current == null
              ? unknown(report.fact())
              : board.report(current, report.fact(), report.at());
      outcomes.add(outcome);
      if (outcome instanceof Outcome.Changed changed) {
        current = changed.after();
      }
    }
    return outcomes;
  }

  /** A worker that starts on a job that is gone works in vain. */
  private static Outcome unknown(TaskFact.OfAttempt fact) {
    return new Outcome.Refused(null, Refusal.UNKNOWN_JOB, fact instanceof TaskFact.Started);
  }

  public Uni<Outcome> cancel(JobId id) {
    return change(id, board::cancel);
  }

  public Uni<Outcome> retry(JobId id) {
    return change(id, board::retry);
  }

  /** Retries a job if it is still dead. */
  public Uni<Outcome> replay(JobId id) {
    return change(
        id,
        (job, now) ->
            job.state() instanceof JobState.Dead
                ? board.retry(job, now)
                : new Outcome.Refused(job, Refusal.NOT_RETRYABLE, false));
  }

  /**
   * Handles the alarm that is the longest overdue; answers whether there was one.
   *
   * @param leases whether expired leases count yet
   */
  Uni<Boolean> nextAlarm(boolean leases) {
    Instant now = clock.instant();
    return outbox
        .inTransaction(
            batch ->
                store
                    .lockNextAlarm(now, leases)
                    .chain(
                        job ->
                            job.isEmpty()
                                ? Uni.createFrom().item(Optional.<Outcome>empty())
                                : settle(batch, board.alarm(job.get(), now)).map(Optional::of)))
        .invoke(outcome -> outcome.ifPresent(metrics::count))
        .map(Optional::isPresent);
  }

  private Uni<Outcome> change(JobId id, BiFunction<Job, Instant, Outcome> rule) {
    return outbox
        .inTransaction(
            batch ->
                store
                    .lock(id)
                    .chain(
                        job ->
                            settle(
                                batch,
                                job.map(known -> rule.apply(known, clock.instant()))
                                    .orElseGet(
                                        () ->
                                            new Outcome.Refused(
                                                null, Refusal.UNKNOWN_JOB, false)))))
        .invoke(metrics::count);
  }

  private Uni<Outcome> settle(Outbox.Batch batch, Outcome outcome) {
    return settle(batch, List.of(outcome), null).replaceWith(outcome);
  }

  /** Stores what the outcomes led to and lets their effects leave, in one transaction. */
  private Uni<Void> settle(Outbox.Batch batch, List<Outcome> outcomes, JobId id) {
    List<Outcome.Changed> changes = new ArrayList<>();
    boolean stopWorkers = false;
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Changed changed -> changes.add(changed);
        case Outcome.Refused refused -> stopWorkers |= refused.stopWorkers();
        case Outcome.Unchanged unchanged -> {}
      }
    }
    Uni<Void> stopped =
        stopWorkers
            ? batch.append(Topics.TASK_CONTROL, id.toString(), new TaskControl.Cancel(id))
            : Uni.createFrom().voidItem();
    return changes.isEmpty()
        ? stopped
        : stopped
            .chain(() -> store.save(changes.getLast().after()))
            .chain(() -> effects.leave(batch, changes));
  }
}
