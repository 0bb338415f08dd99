package org.avatarengine.job.board;

import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobStatus;

/**
 * The states of a job, each with its own data only. The legal transitions are the {@code to…}
 * methods of the records; the diagram stands with {@link JobBoard}.
 */
public sealed interface JobState {

  /** The current attempt, or the last one of an ended job. */
  Attempt attempt();

  Progress progress();

  JobStatus status();

  /** A job that no worker will touch again unless it is retried by hand. */
  sealed interface Ended extends JobState permits Completed, EndedWithError {
    Instant endedAt();
  }

  /** An end without a result. */
  sealed interface EndedWithError extends Ended permits Failed, Cancelled, Dead {
    JobError error();
  }

  /**
   * Waits for a worker.
   *
   * @param due when the task goes out, or went out
   * @param sent whether the task of this attempt is on its way; false during backoff
   */
  record Queued(Attempt attempt, Instant due, boolean sent) implements JobState {
    public Queued {
      Objects.requireNonNull(attempt, "attempt");
      Objects.requireNonNull(due, "due");
    }

    @Override
    public Progress progress() {
      return Progress.NONE;
    }

    @Override
    public JobStatus status() {
      return JobStatus.QUEUED;
    }

    Queued toSent(Instant now) {
      return new Queued(attempt, now, true);
    }

    Active toActive(String worker, Instant now, Instant leaseUntil) {
      return new Active(attempt, worker, now, leaseUntil, Progress.NONE, false);
    }

    Cancelled toCancelled(JobError error, Instant now) {
      return new Cancelled(attempt, Progress.NONE, error, now);
    }

    Dead toDead(JobError error, Instant now) {
      return new Dead(attempt, Progress.NONE, error, now);
    }
  }

  /**
   * A worker holds a lease on the attempt.
   *
   * @param worker who, or null when its first report was lost
   * @param leaseUntil when the attempt counts as failed unless the worker reports again
   * @param cancelOrdered whether the worker was told to stop
   */
  record Active(
      Attempt attempt,
      String worker,
      Instant startedAt,
      Instant leaseUntil,
      Progress progress,
      boolean cancelOrdered)
      implements JobState {
    public Active {
      Objects.requireNonNull(attempt, "attempt");
      Objects.requireNonNull(startedAt, "startedAt");
      Objects.requireNonNull(leaseUntil, "leaseUntil");
      Objects.requireNonNull(progress, "progress");
    }

    @Override
    public JobStatus status() {
      return JobStatus.ACTIVE;
    }

    /** Taken up again, by the same worker or, after a redelivery, by another. */
    Active toTakenUp(String by, Instant lease) {
      return new Active(attempt, by, startedAt, lease, progress, cancelOrdered);
    }

    Active toAdvanced(Progress reached, Instant lease) {
      return new Active(attempt, worker, startedAt, lease, reached, cancelOrdered);
    }

    Active toCancelOrdered() {
      return new Active(attempt, worker, startedAt, leaseUntil, progress, true);
    }

    Queued toQueued(Instant due) {
      return new Queued(attempt.next(), due, false);
    }

    Completed toCompleted(BlobKey report, Instant now) {
      return new Completed(attempt, progress.done(), report, now);
    }

    Failed toFailed(JobError error, Instant now) {
      return new Failed(attempt, progress, error, now);
    }

    Cancelled toCancelled(JobError error, Instant now) {
      return new Cancelled(attempt, progress, error, now);
    }

    Dead toDead(JobError error, Instant now) {
      return new Dead(attempt, progress, error, now);
    }
  }

  /** Done; the report lies at {@code report}. */
  record Completed(Attempt attempt, Progress progress, BlobKey report, Instant endedAt)
      implements Ended {
    public Completed {
      Objects.requireNonNull(report, "report");
      Objects.requireNonNull(endedAt, "endedAt");
    }

    @Override
    public JobStatus status() {
      return JobStatus.COMPLETED;
    }
  }

  /** Ended by a verdict that no retry would change. */
  record Failed(Attempt attempt, Progress progress, JobError error, Instant endedAt)
      implements EndedWithError {
    public Failed {
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(endedAt, "endedAt");
    }

    @Override
    public JobStatus status() {
      return JobStatus.FAILED;
    }
  }

  /** Ended by its owner, or by the worker because its avatar was erased. */
  record Cancelled(Attempt attempt, Progress progress, JobError error, Instant endedAt)
      implements EndedWithError {
    public Cancelled {
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(endedAt, "endedAt");
    }

    @Override
    public JobStatus status() {
      return JobStatus.CANCELLED;
    }
  }

  /** Every attempt of the series failed, or no worker ever came; a retry by hand is possible. */
  record Dead(Attempt attempt, Progress progress, JobError error, Instant endedAt)
      implements EndedWithError {
    public Dead {
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(endedAt, "endedAt");
    }

    @Override
    public JobStatus status() {
      return JobStatus.DEAD;
    }

    /** A fresh series of attempts, sent at once. */
    Queued toQueued(Instant now) {
      return new Queued(attempt.newSeries(), now, true);
    }
  }
}
