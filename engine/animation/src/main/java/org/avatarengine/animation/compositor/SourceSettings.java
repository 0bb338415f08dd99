package org.avatarengine.animation.compositor;

/**
 * How a source takes part.
 *
 * @param name for doctor and log
 * @param priority higher ones come later and so win; −100..100
 * @param weight 0..1
 * @param channels bit n for the channel with ordinal n: the ones it may move
 * @param holdMs after how long without a sample it fades out, 0..60,000
 * @param calibration of its subject
 */
public record SourceSettings(
    String name,
    int priority,
    BlendMode mode,
    float weight,
    long channels,
    int holdMs,
    Calibration calibration) {}
