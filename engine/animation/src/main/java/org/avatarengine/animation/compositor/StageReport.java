package org.avatarengine.animation.compositor;

/**
 * A stage's count.
 *
 * @param frames how many frames it was applied to
 * @param events how often it did its one thing: samples shown, blinks, saccades, values bounded
 */
public record StageReport(String name, long frames, long events) {}
