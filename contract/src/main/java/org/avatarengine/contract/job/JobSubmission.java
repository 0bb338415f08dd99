package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;

/**
 * What registration hands to job-service: {@code POST /internal/jobs}. Submitting the same id again
 * is the same submission.
 *
 * @param jobId chosen by the submitter
 * @param original the uploaded bytes
 * @param options what differs from the preset
 * @param dryRun whether only the verdict is wanted and no face is stored
 * @param requestId the id under which an outside producer asked for it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobSubmission(
    JobId jobId,
    JobKind kind,
    AvatarId avatarId,
    UserId ownerId,
    BlobKey original,
    Preset preset,
    FaceOptions options,
    boolean dryRun,
    String requestId) {
  public JobSubmission {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(avatarId, "avatarId");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(preset, "preset");
    options = options == null ? FaceOptions.none() : options;
  }
}
