package org.avatarengine.job.board;

import java.time.Instant;
import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobResult;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.job.Preset;

/**
 * A job: what was asked for, and how it stands.
 *
 * @param options what the request wants otherwise than its preset
 * @param dryRun whether only the verdict is wanted; such a job goes once it was answered
 * @param requestId an outside producer's id, or null
 * @param updatedAt when something that others can see last changed
 */
public record Job(
    JobId id,
    JobKind kind,
    AvatarId avatarId,
    UserId ownerId,
    BlobKey original,
    Preset preset,
    FaceOptions options,
    boolean dryRun,
    String requestId,
    Instant createdAt,
    Instant updatedAt,
    JobState state) {

  public Job {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(avatarId, "avatarId");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(state, "state");
  }

  Job in(JobState next, Instant changedAt) {
    return new Job(
        id, kind, avatarId, ownerId, original, preset, options, dryRun, requestId, createdAt,
        changedAt, next);
  }

  /** Whether this job came from the same request. */
  public boolean isOf(JobSubmission submission) {
    return submission.equals(
        new JobSubmission(
            id, kind, avatarId, ownerId, original, preset, options, dryRun, requestId));
  }

  public boolean ended() {
    return state instanceof JobState.Ended;
  }

  /** The command for the current attempt. */
  public FaceTask task() {
    return new FaceTask(
        id, state.attempt().number(), avatarId, ownerId, original, preset, options, dryRun);
  }

  /** The job as services see it; the public API leaves the report's key out. */
  public JobView view() {
    return new JobView(
        id,
        kind,
        avatarId,
        ownerId,
        state.status(),
        state.progress().percent(),
        state.progress().stage(),
        state.attempt().number(),
        createdAt,
        updatedAt,
        state instanceof JobState.Completed completed
            ? new JobResult("/api/v1/avatars/" + avatarId, completed.report())
            : null,
        state instanceof JobState.EndedWithError ended ? ended.error() : null,
        requestId);
  }
}
