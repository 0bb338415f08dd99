package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session that is asked for; every field may be absent.
 *
 * @param avatarId whose face it animates
 * @param rig the rig of JSON and MessagePack frames
 * @param fps 1..60
 * @param liveLinkSubject the name by which a Live Link source finds it; one is made otherwise
 * @param profile EIGHT_BIT or SEVEN_BIT
 * @param preset an animation preset
 * @param seed of all that is random in it
 */
@RegisterForReflection
public record SessionRequest(
    String avatarId,
    @Schema(defaultValue = "arkit") String rig,
    @Schema(minimum = "1", maximum = "60", defaultValue = "60") Integer fps,
    @Schema(maxLength = 64) String liveLinkSubject,
    @Schema(
            enumeration = {"EIGHT_BIT", "SEVEN_BIT"},
            defaultValue = "EIGHT_BIT")
        String profile,
    String preset,
    Long seed) {}
