package org.avatarengine.job.board;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;

/**
 * The rules of a job's life, pure functions of a job, a fact and the time.
 *
 * <pre>
 *              submit
 *                │            failed attempt or expired lease, attempts left
 *                ▼        ┌────────────────────────────────────────────────┐
 *   ┌──► Queued (backoff ─┴► sent) ──started──► Active ──────────────────────┘
 *   │        │        │                          │  │ │ └─completed──► Completed
 *   │     cancel   no worker                     │  │ └───rejected──► Failed
 *   │        │     in time                       │  └─failed or expired, none left──┐
 *   │        ▼        │            cancelled, or expired after a cancel order        │
 *   │    Cancelled ◄──┼──────────────────────────┘                                   │
 *   │                 └──────────────────────► Dead ◄────────────────────────────────┘
 *   └───────────── retry by hand ───────────────┘
 * </pre>
 *
 * A fact counts for the current attempt only: whatever an older attempt still reports is refused. A
 * repeated fact changes nothing. A worker that completes although it was told to stop has
 * completed: its result is stored by then.
 */
public final class JobBoard {

  private static final JobError CANCELLED =
      new JobError(
          ProblemType.CONFLICT, List.of(new Reason("cancelled", "The job was cancelled.")));

  private final RetryPolicy retry;
  private final Duration lease;
  private final Duration queueLimit;
  private final RandomGenerator random;

  /**
   * @param lease how long a worker may stay silent
   * @param queueLimit how long a task may wait for its first report
   * @param random spreads the backoff
   */
  public JobBoard(RetryPolicy retry, Duration lease, Duration queueLimit, RandomGenerator random) {
    this.retry = retry;
    this.lease = lease;
    this.queueLimit = queueLimit;
    this.random = random;
  }

  /** A new job, its first task on its way. */
  public Outcome.Changed submit(JobSubmission submission, Instant now) {
    Job job =
        new Job(
            submission.jobId(),
            submission.kind(),
            submission.avatarId(),
            submission.ownerId(),
            submission.original(),
            submission.preset(),
            submission.options(),
            submission.dryRun(),
            submission.requestId(),
            now,
            now,
            new JobState.Queued(Attempt.first(), now, true));
    return new Outcome.Changed(null, job, Set.of(Effect.DISPATCH, Effect.ANNOUNCE), null, null);
  }

  /** Takes a worker's report. */
  public Outcome report(Job job, TaskFact.OfAttempt fact, Instant now) {
    int current = job.state().attempt().number();
    if (fact.attempt() < current) {
      return new Outcome.Refused(job, Refusal.SUPERSEDED, false);
    }
    if (fact.attempt() > current) {
      return new Outcome.Refused(job, Refusal.NEVER_SENT, false);
    }
    return switch (job.state()) {
      case JobState.Queued queued when !queued.sent() ->
          new Outcome.Refused(job, Refusal.NEVER_SENT, false);
      case JobState.Queued queued -> report(job, started(queued, fact, now), fact, now);
      case JobState.Active active -> report(job, active, fact, now);
      case JobState.Ended ended -> late(job, ended, fact);
    };
  }

  /** Any report shows that the attempt was taken up, should the first one have been lost. */
  private JobState.Active started(JobState.Queued queued, TaskFact.OfAttempt fact, Instant now) {
    String worker = fact instanceof TaskFact.Started by ? by.worker() : null;
    return queued.toActive(worker, now, now.plus(lease));
  }

  private Outcome report(Job job, JobState.Active active, TaskFact.OfAttempt fact, Instant now) {
    return switch (fact) {
      case TaskFact.Started by ->
          changed(job, active.toTakenUp(by.worker(), now.plus(lease)), now, null);
      case TaskFact.Progressed to ->
          changed(
              job,
              active.toAdvanced(
                  active.progress().advanced(to.progress(), to.stage()), now.plus(lease)),
              now,
              null);
      case TaskFact.Completed done ->
          changed(job, active.toCompleted(done.report(), now), now, null);
      case TaskFact.Rejected verdict ->
          changed(
              job,
              active.toFailed(new JobError(verdict.type(), verdict.reasons()), now),
              now,
              verdict.type().slug());
      case TaskFact.Cancelled stopped ->
          changed(job, active.toCancelled(CANCELLED, now), now, "cancelled");
      case TaskFact.Failed failed ->
          attemptFailed(job, active, failed.cause(), failed.errorClass(), now);
    };
  }

  private Outcome attemptFailed(
      Job job, JobState.Active active, String cause, ErrorClass part, Instant now) {
    if (active.cancelOrdered()) {
      return changed(job, active.toCancelled(CANCELLED, now), now, cause, part);
    }
    if (retry.allowsAfter(active.attempt())) {
      Instant due = now.plus(retry.pauseAfter(active.attempt(), random));
      return changed(job, active.toQueued(due), now, cause, part);
    }
    return changed(
        job, active.toDead(Failures.attemptsFailed(active.attempt(), part), now), now, cause, part);
  }

  private static Outcome late(Job job, JobState.Ended ended, TaskFact.OfAttempt fact) {
    boolean repeat =
        switch (ended) {
          case JobState.Completed completed -> fact instanceof TaskFact.Completed;
          case JobState.Failed failed -> fact instanceof TaskFact.Rejected;
          case JobState.Cancelled cancelled -> fact instanceof TaskFact.Cancelled;
          case JobState.Dead dead -> fact instanceof TaskFact.Failed;
        };
    if (repeat) {
      return new Outcome.Unchanged(job);
    }
    // Never for a dead job: it may be retried, and workers remember whom they were told to stop.
    boolean inVain = ended instanceof JobState.Cancelled && fact instanceof TaskFact.Started;
    return new Outcome.Refused(job, Refusal.ENDED, inVain);
  }

  /**
   * What the owner's cancel does: a queued job ends at once, an active one when its worker stops.
   */
  public Outcome cancel(Job job, Instant now) {
    return switch (job.state()) {
      case JobState.Queued queued -> {
        Outcome.Changed changed = changed(job, queued.toCancelled(CANCELLED, now), now, null);
        yield queued.sent() ? with(changed, Effect.STOP_WORKERS) : changed;
      }
      case JobState.Active active ->
          with(changed(job, active.toCancelOrdered(), now, null), Effect.STOP_WORKERS);
      case JobState.Ended ended -> new Outcome.Refused(job, Refusal.ENDED, false);
    };
  }

  /** A retry by hand: a dead job starts a fresh series, a job in backoff goes out now. */
  public Outcome retry(Job job, Instant now) {
    return switch (job.state()) {
      case JobState.Queued queued when !queued.sent() ->
          with(changed(job, queued.toSent(now), now, null), Effect.DISPATCH);
      case JobState.Dead dead -> with(changed(job, dead.toQueued(now), now, null), Effect.DISPATCH);
      case JobState.Queued queued -> new Outcome.Refused(job, Refusal.NOT_RETRYABLE, false);
      case JobState.Active active -> new Outcome.Refused(job, Refusal.NOT_RETRYABLE, false);
      case JobState.Ended ended -> new Outcome.Refused(job, Refusal.NOT_RETRYABLE, false);
    };
  }

  /** When the board wants to see the job again, should nothing happen before. */
  public Optional<Instant> alarmAt(JobState state) {
    return switch (state) {
      case JobState.Queued queued ->
          Optional.of(queued.sent() ? queued.due().plus(queueLimit) : queued.due());
      case JobState.Active active -> Optional.of(active.leaseUntil());
      case JobState.Ended ended -> Optional.empty();
    };
  }

  /** What an alarm does: sends a task whose pause is over, expires a lease or a wait. */
  public Outcome alarm(Job job, Instant now) {
    if (alarmAt(job.state()).filter(at -> !at.isAfter(now)).isEmpty()) {
      return new Outcome.Refused(job, Refusal.NOT_DUE, false);
    }
    return switch (job.state()) {
      case JobState.Queued queued when !queued.sent() ->
          with(changed(job, queued.toSent(now), now, null), Effect.DISPATCH);
      case JobState.Queued queued ->
          changed(job, queued.toDead(Failures.nobodyCame(), now), now, "no-worker-in-time");
      case JobState.Active active -> attemptFailed(job, active, "lease-expired", null, now);
      case JobState.Ended ended -> new Outcome.Refused(job, Refusal.NOT_DUE, false);
    };
  }

  private static Outcome.Changed changed(Job before, JobState next, Instant now, String cause) {
    return changed(before, next, now, cause, null);
  }

  private static Outcome.Changed changed(
      Job before, JobState next, Instant now, String cause, ErrorClass part) {
    JobState last = before.state();
    boolean visible =
        next.status() != last.status()
            || !next.attempt().equals(last.attempt())
            || next.progress().worthTelling(last.progress());
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (visible) {
      effects.add(Effect.ANNOUNCE);
    }
    if (next instanceof JobState.Dead) {
      effects.add(Effect.DEAD_LETTER);
    }
    boolean touched = visible || !next.progress().equals(last.progress());
    Job after = before.in(next, touched ? now : before.updatedAt());
    return new Outcome.Changed(before, after, effects, cause, part);
  }

  private static Outcome.Changed with(Outcome.Changed changed, Effect effect) {
    Set<Effect> effects = EnumSet.of(effect);
    effects.addAll(changed.effects());
    return new Outcome.Changed(
        changed.before(), changed.after(), effects, changed.cause(), changed.errorClass());
  }
}
