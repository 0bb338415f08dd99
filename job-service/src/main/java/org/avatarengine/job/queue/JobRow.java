package org.avatarengine.job.queue;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.job.board.Attempt;
import org.avatarengine.job.board.Job;
import org.avatarengine.job.board.JobState;
import org.avatarengine.job.board.Progress;

/** The row of a job: its state laid out in columns. */
@Entity
@Table(name = "job")
class JobRow {

  private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};
  private static final TypeReference<FaceOptions> OPTIONS = new TypeReference<>() {};

  @Id UUID id;

  @Column(nullable = false)
  String kind;

  @Column(name = "avatar_id", nullable = false)
  UUID avatarId;

  @Column(name = "owner_id", nullable = false)
  UUID ownerId;

  @Column(nullable = false)
  String original;

  @Column(nullable = false)
  String preset;

  /** What differs from the preset, as JSON; null where nothing does. */
  String options;

  @Column(name = "dry_run")
  boolean dryRun;

  @Column(name = "request_id")
  String requestId;

  @Column(nullable = false)
  String status;

  int attempt;

  @Column(name = "series_start")
  int seriesStart;

  int progress;

  String stage;

  @Column(name = "due_at")
  Instant dueAt;

  boolean sent;

  String worker;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "lease_until")
  Instant leaseUntil;

  @Column(name = "cancel_ordered")
  boolean cancelOrdered;

  String report;

  @Column(name = "error_type")
  String errorType;

  @Column(name = "error_reasons")
  String errorReasons;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "alarm_at")
  Instant alarmAt;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  Instant updatedAt;

  /** The lower-case name of a status or kind in this table. */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E value(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  /** Takes the job over, state and all. */
  void take(Job job, Instant alarm, JsonText json) {
    id = job.id().value();
    kind = name(job.kind());
    avatarId = job.avatarId().value();
    ownerId = job.ownerId().value();
    original = job.original().path();
    preset = name(job.preset());
    options = FaceOptions.none().equals(job.options()) ? null : json.write(job.options());
    dryRun = job.dryRun();
    requestId = job.requestId();
    createdAt = job.createdAt();
    updatedAt = job.updatedAt();
    alarmAt = alarm;
    JobState state = job.state();
    status = name(state.status());
    attempt = state.attempt().number();
    seriesStart = state.attempt().seriesStart();
    progress = state.progress().percent();
    stage = state.progress().stage();
    dueAt = state instanceof JobState.Queued queued ? queued.due() : null;
    sent = state instanceof JobState.Queued queued && queued.sent();
    JobState.Active active = state instanceof JobState.Active of ? of : null;
    worker = active == null ? null : active.worker();
    startedAt = active == null ? null : active.startedAt();
    leaseUntil = active == null ? null : active.leaseUntil();
    cancelOrdered = active != null && active.cancelOrdered();
    report = state instanceof JobState.Completed completed ? completed.report().path() : null;
    endedAt = state instanceof JobState.Ended ended ? ended.endedAt() : null;
    JobError error = state instanceof JobState.EndedWithError ended ? ended.error() : null;
    errorType = error == null ? null : error.type().slug();
    errorReasons = error == null ? null : json.write(error.reasons());
  }

  Job toJob(JsonText json) {
    return new Job(
        new JobId(id),
        value(JobKind.class, kind),
        new AvatarId(avatarId),
        new UserId(ownerId),
        BlobKey.of(original),
        value(Preset.class, preset),
        options == null ? FaceOptions.none() : json.read(options, OPTIONS),
        dryRun,
        requestId,
        createdAt,
        updatedAt,
        state(json));
  }

  private JobState state(JsonText json) {
    Attempt which = new Attempt(attempt, seriesStart);
    Progress reached = new Progress(progress, stage);
    return switch (value(JobStatus.class, status)) {
      case QUEUED -> new JobState.Queued(which, dueAt, sent);
      case ACTIVE ->
          new JobState.Active(which, worker, startedAt, leaseUntil, reached, cancelOrdered);
      case COMPLETED -> new JobState.Completed(which, reached, BlobKey.of(report), endedAt);
      case FAILED -> new JobState.Failed(which, reached, error(json), endedAt);
      case CANCELLED -> new JobState.Cancelled(which, reached, error(json), endedAt);
      case DEAD -> new JobState.Dead(which, reached, error(json), endedAt);
    };
  }

  private JobError error(JsonText json) {
    return new JobError(ProblemType.ofSlug(errorType), json.read(errorReasons, REASONS));
  }
}
