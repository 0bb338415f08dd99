package org.avatarengine.animation.emotion;

import java.util.Objects;

/**
 * An emotion to show.
 *
 * @param intensity 0..1
 * @param attackMs rise, 0..10,000
 * @param holdMs how long at full intensity; −1 until the next cue
 * @param releaseMs fall, 0..10,000
 */
public record EmotionCue(
    Emotion emotion, float intensity, int attackMs, int holdMs, int releaseMs) {

  public EmotionCue {
    Objects.requireNonNull(emotion, "emotion");
    if (!(intensity >= 0 && intensity <= 1)) {
      throw new IllegalArgumentException("intensity is 0..1: " + intensity);
    }
    if (attackMs < 0 || attackMs > 10_000 || releaseMs < 0 || releaseMs > 10_000 || holdMs < -1) {
      throw new IllegalArgumentException("attack and release are 0..10000 ms, hold -1 or more");
    }
  }

  /** With the usual rise of 300 ms and fall of 500 ms. */
  public static EmotionCue of(Emotion emotion, float intensity, int holdMs) {
    return new EmotionCue(emotion, intensity, 300, holdMs, 500);
  }
}
