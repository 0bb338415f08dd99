package org.avatarengine.animation.rig;

/**
 * Secondary motion: a target that lags behind a channel and swings, as flesh does. A damped spring,
 * {@code a = ω²·(x₀ − x) − 2·ζ·ω·v}, whose deviation from the channel is added to the target.
 *
 * @param target index into the rig's targets
 * @param channel 0..60
 * @param gain how much of the deviation shows, −2..2
 * @param frequency of the spring in Hz, 0.5..15
 * @param damping ζ, 0.05..2
 */
record RigSpring(int target, int channel, float gain, float frequency, float damping) {}
