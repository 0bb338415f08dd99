package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.avatarengine.contract.blob.BlobKey;

/**
 * What a completed job made.
 *
 * @param avatar path of the avatar in the API, {@code /api/v1/avatars/{id}}
 * @param report key of the task's report among the artifacts, for services; the public API leaves
 *     it out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobResult(String avatar, BlobKey report) {}
