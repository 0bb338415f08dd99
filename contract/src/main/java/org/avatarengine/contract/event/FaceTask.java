package org.avatarengine.contract.event;

import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;

/**
 * The command on {@code avatar.tasks.face}, keyed by avatarId: register the face in these bytes.
 *
 * @param attempt from 1; a worker's report of an attempt that was superseded is refused
 * @param options what differs from the preset
 * @param dryRun whether only the report is wanted: no face entry, crop or overlay is stored
 */
public record FaceTask(
    JobId jobId,
    int attempt,
    AvatarId avatarId,
    UserId ownerId,
    BlobKey original,
    Preset preset,
    FaceOptions options,
    boolean dryRun)
    implements Payload {
  public FaceTask {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(avatarId, "avatarId");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(preset, "preset");
    options = options == null ? FaceOptions.none() : options;
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt starts at 1, was " + attempt);
    }
  }
}
