package org.avatarengine.contract.job;

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
 */
public record JobSubmission(
    JobId jobId, JobKind kind, AvatarId avatarId, UserId ownerId, BlobKey original, Preset preset) {
  public JobSubmission {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(avatarId, "avatarId");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(preset, "preset");
  }
}
