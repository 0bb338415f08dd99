package org.avatarengine.animation.compositor;

import org.avatarengine.contract.frame.Channel;

/** The few curves of the stages, in plain arithmetic so that they are the same everywhere. */
final class Curves {

  private static final int SHAPES = Channel.SHAPES;
  private static final int COUNT = Channel.COUNT;

  private Curves() {}

  /** 0 up to 0, 1 from 1, and 3x² − 2x³ between: no jump in value or speed. */
  static float smooth(float x) {
    if (x <= 0) {
      return 0;
    }
    return x >= 1 ? 1 : x * x * (3 - 2 * x);
  }

  /** As {@link #smooth}, without a jump in acceleration either: 6x⁵ − 15x⁴ + 10x³. */
  static float smoother(float x) {
    if (x <= 0) {
      return 0;
    }
    return x >= 1 ? 1 : x * x * x * (x * (x * 6 - 15) + 10);
  }

  /** 0 up to {@code low}, 1 from {@code high}, straight between. */
  static float ramp(float x, float low, float high) {
    float y = (x - low) / (high - low);
    return y > 0 ? Math.min(y, 1) : 0;
  }

  /** From one to the other; exactly the one at 0 and exactly the other at 1. */
  static float mix(float from, float to, float share) {
    return from * (1 - share) + to * share;
  }

  /** Towards a value by at most a step. */
  static float towards(float from, float to, float step) {
    float way = to - from;
    if (way > step) {
      return from + step;
    }
    return way < -step ? from - step : to;
  }

  /**
   * The share of the way that a first-order filter goes in a step: {@code dt / (dt + τ)}.
   *
   * @param seconds the step
   * @param tau its time constant in seconds
   */
  static float lag(float seconds, float tau) {
    return seconds / (seconds + tau);
  }

  /** The share of a span that has passed, 0..1; 1 when the span is 0. */
  static float passed(long sinceUs, long spanUs) {
    if (sinceUs >= spanUs) {
      return 1;
    }
    return sinceUs <= 0 ? 0 : (float) sinceUs / spanUs;
  }

  /** Every channel into its range; what is not a number becomes 0. */
  static void clamp(float[] face) {
    for (int i = 0; i < SHAPES; i++) {
      float v = face[i];
      face[i] = v > 0 ? Math.min(v, 1) : 0;
    }
    for (int i = SHAPES; i < COUNT; i++) {
      float v = face[i];
      float low = v > -1 ? Math.min(v, 1) : -1;
      face[i] = Float.isNaN(v) ? 0 : low;
    }
  }
}
