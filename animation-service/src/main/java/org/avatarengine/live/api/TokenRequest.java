package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A further token for a session.
 *
 * @param role performer or viewer
 * @param lifeSeconds how long it is to be good for; as configured when absent
 */
@RegisterForReflection
public record TokenRequest(
    @Schema(enumeration = {"performer", "viewer"}) String role, Long lifeSeconds) {}
