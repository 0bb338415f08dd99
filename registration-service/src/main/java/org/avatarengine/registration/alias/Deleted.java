package org.avatarengine.registration.alias;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a deletion is answered with under its old name. */
@RegisterForReflection
public record Deleted(boolean success, String message) {}
