package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The answer to an offer.
 *
 * @param type answer
 * @param viewerId a secret: with it the viewer may come back
 */
@RegisterForReflection
public record AnswerView(String type, String sdp, String viewerId) {}
