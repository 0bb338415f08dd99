package org.avatarengine.animation.compositor;

import org.avatarengine.contract.frame.Channel;

/**
 * What is learnt from a face at rest, within bounds: a shape's neutral is 0..{@link #MOST_SHAPE},
 * so that an open mouth is never taken for a closed one, and a rotation's within ±{@link
 * #MOST_ROTATION}. A shape's gain is raised by 1/(1 − neutral), so that its full range stays.
 */
final class NeutralLearning {

  static final float MOST_SHAPE = 0.5f;
  static final float MOST_ROTATION = 0.7f;

  private NeutralLearning() {}

  /** Replaces neutral and gain of the channels that are present by what the mean face says. */
  static void learn(float[] mean, long present, float[] neutral, float[] gain) {
    for (int i = 0; i < Channel.COUNT; i++) {
      if ((present & (1L << i)) == 0) {
        continue;
      }
      if (i >= Channel.SHAPES) {
        neutral[i] = Math.max(-MOST_ROTATION, Math.min(MOST_ROTATION, mean[i]));
        continue;
      }
      float before = Math.max(0, Math.min(MOST_SHAPE, neutral[i]));
      neutral[i] = Math.max(0, Math.min(MOST_SHAPE, mean[i]));
      gain[i] = Math.min(8, gain[i] * ((1 - before) / (1 - neutral[i])));
    }
  }
}
