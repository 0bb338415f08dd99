package org.avatarengine.live.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The offer of a WebRTC peer.
 *
 * @param sessionId where the path does not name the session
 * @param type offer
 * @param level 0..3; chosen by the viewer's reports when absent
 * @param resume the viewer that it was before
 * @param relay whether the instance asked is to pass on a session that another one owns
 */
@RegisterForReflection
public record OfferRequest(
    @JsonAlias("session_id") String sessionId,
    String sdp,
    @Schema(enumeration = "offer") String type,
    Integer level,
    String resume,
    Boolean relay) {}
