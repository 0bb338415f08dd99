package org.avatarengine.animation.rig;

/**
 * One channel's part in one target: {@code target += weight · curve(channel)}.
 *
 * @param channel 0..60
 * @param target index into the rig's targets
 */
record RigLink(int channel, int target, float weight, RigCurve curve) {}
