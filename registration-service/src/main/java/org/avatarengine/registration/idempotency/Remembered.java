package org.avatarengine.registration.idempotency;

import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;

/**
 * What a key was first used for.
 *
 * @param fingerprint of the form that came with it, or null where the avatar was erased since
 */
public record Remembered(String fingerprint, AvatarId avatarId, JobId jobId) {}
