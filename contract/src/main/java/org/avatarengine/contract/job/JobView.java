package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.id.UserId;

/**
 * A job as the API shows it and as {@code avatar.job-events} carries it.
 *
 * @param progress percent, 0 to 100; never falls within one attempt
 * @param stage name of the stage under way or last done, or null before the first
 * @param attempt the current attempt, from 1
 * @param result present once completed
 * @param error present once failed, dead or cancelled
 * @param requestId the outside producer's id, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
    JobId jobId,
    JobKind kind,
    AvatarId avatarId,
    UserId ownerId,
    JobStatus status,
    int progress,
    String stage,
    int attempt,
    Instant createdAt,
    Instant updatedAt,
    JobResult result,
    JobError error,
    String requestId) {}
