package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.avatarengine.contract.session.SessionRole;

/** A token of a session, told once. */
@RegisterForReflection
public record TokenView(SessionRole role, String token, Instant expiresAt) {}
