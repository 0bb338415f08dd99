package org.avatarengine.live.session;

import org.avatarengine.animation.preset.AnimationPreset;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.AvatarId;

/**
 * A session as it was asked for, validated.
 *
 * @param avatarId null for none
 * @param fps 1..60
 * @param liveLinkSubject the pairing code asked for; null to have one made
 */
public record SessionOrder(
    AvatarId avatarId,
    String rig,
    int fps,
    FrameProfile profile,
    AnimationPreset preset,
    String liveLinkSubject,
    long seed) {}
