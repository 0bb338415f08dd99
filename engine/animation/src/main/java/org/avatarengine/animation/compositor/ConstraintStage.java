package org.avatarengine.animation.compositor;

import static org.avatarengine.contract.frame.Channel.*;

import java.nio.ByteBuffer;
import org.avatarengine.contract.frame.Channel;

/** What a face cannot do: closures win, opposites exclude, left and right do not drift apart. */
final class ConstraintStage implements Stage {

  /** Never both; the smaller is taken from each. */
  private static final int[] OPPOSITES =
      ordinals(
          JAW_LEFT, JAW_RIGHT,
          MOUTH_LEFT, MOUTH_RIGHT,
          EYE_LOOK_UP_LEFT, EYE_LOOK_DOWN_LEFT,
          EYE_LOOK_UP_RIGHT, EYE_LOOK_DOWN_RIGHT,
          EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_LEFT,
          EYE_LOOK_IN_RIGHT, EYE_LOOK_OUT_RIGHT);

  /** Antagonists: their product is taken from each, which leaves small ones nearly alone. */
  private static final int[] ANTAGONISTS =
      ordinals(
          MOUTH_SMILE_LEFT, MOUTH_FROWN_LEFT,
          MOUTH_SMILE_RIGHT, MOUTH_FROWN_RIGHT);

  /** Left and right of what the asymmetry bounds hold for. */
  private static final int[] PAIRS =
      ordinals(
          EYE_BLINK_LEFT, EYE_BLINK_RIGHT,
          EYE_SQUINT_LEFT, EYE_SQUINT_RIGHT,
          EYE_WIDE_LEFT, EYE_WIDE_RIGHT,
          EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT,
          EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT,
          EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_RIGHT,
          EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT,
          MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT,
          MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT,
          MOUTH_DIMPLE_LEFT, MOUTH_DIMPLE_RIGHT,
          MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT,
          MOUTH_PRESS_LEFT, MOUTH_PRESS_RIGHT,
          MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT,
          MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT,
          BROW_DOWN_LEFT, BROW_DOWN_RIGHT,
          BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT,
          CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT,
          NOSE_SNEER_LEFT, NOSE_SNEER_RIGHT);

  /** Most of browInnerUp and browDown together. */
  static final float BROWS = 1.2f;

  /** Most of funnel and pucker together; the capture reaches 1.07. */
  static final float ROUNDING = 1.2f;

  /** Eyes of one head look equally high, to so many radians. */
  static final float DIVERGENCE_UP = 0.05f;

  private static final int JAW = JAW_OPEN.ordinal();
  private static final int CLOSE = MOUTH_CLOSE.ordinal();
  private static final int[] PARTING =
      ordinals(
          MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT, MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT);

  private final CompositorSettings.Constraints settings;
  private final float[] pairBound = new float[PAIRS.length / 2];
  private long bounded;

  ConstraintStage(CompositorSettings.Constraints settings) {
    this.settings = settings;
    for (int i = 0; i < pairBound.length; i++) {
      pairBound[i] = settings.asymmetry().of(ChannelGroup.of(Channel.ALL.get(PAIRS[2 * i])));
    }
  }

  private static int[] ordinals(Channel... channels) {
    int[] ordinals = new int[channels.length];
    for (int i = 0; i < channels.length; i++) {
      ordinals[i] = channels[i].ordinal();
    }
    return ordinals;
  }

  @Override
  public String name() {
    return "constraints";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    lids(face);
    for (int i = 0; i < ANTAGONISTS.length; i += 2) {
      float a = face[ANTAGONISTS[i]];
      float b = face[ANTAGONISTS[i + 1]];
      float both = a * b;
      face[ANTAGONISTS[i]] = a - both;
      face[ANTAGONISTS[i + 1]] = b - both;
    }
    brows(face);
    sum(face, MOUTH_FUNNEL.ordinal(), MOUTH_PUCKER.ordinal(), ROUNDING);
    for (int i = 0; i < pairBound.length; i++) {
      near(face, PAIRS[2 * i], PAIRS[2 * i + 1], pairBound[i]);
    }
    near(face, LEFT_EYE_YAW.ordinal(), RIGHT_EYE_YAW.ordinal(), settings.vergence());
    near(face, LEFT_EYE_PITCH.ordinal(), RIGHT_EYE_PITCH.ordinal(), DIVERGENCE_UP);
    // After the pairs, which may have raised one of two opposites.
    exclude(face);
    close(face, moment);
  }

  /** A lid that is closed is not wide. */
  private static void lids(float[] face) {
    face[EYE_WIDE_LEFT.ordinal()] *= 1 - face[EYE_BLINK_LEFT.ordinal()];
    face[EYE_WIDE_RIGHT.ordinal()] *= 1 - face[EYE_BLINK_RIGHT.ordinal()];
  }

  private void brows(float[] face) {
    float inner = face[BROW_INNER_UP.ordinal()];
    int left = BROW_DOWN_LEFT.ordinal();
    int right = BROW_DOWN_RIGHT.ordinal();
    float sum = inner + Math.max(face[left], face[right]);
    if (sum > BROWS) {
      float scale = BROWS / sum;
      face[BROW_INNER_UP.ordinal()] = inner * scale;
      face[left] *= scale;
      face[right] *= scale;
      bounded++;
    }
  }

  private void sum(float[] face, int a, int b, float most) {
    float sum = face[a] + face[b];
    if (sum > most) {
      face[a] *= most / sum;
      face[b] *= most / sum;
      bounded++;
    }
  }

  /** Moves both towards their middle until they differ by no more than the bound. */
  private void near(float[] face, int a, int b, float bound) {
    float apart = face[a] - face[b];
    float excess = Math.abs(apart) - bound;
    if (excess > 0) {
      float half = apart > 0 ? excess * 0.5f : excess * -0.5f;
      face[a] -= half;
      face[b] += half;
      bounded++;
    }
  }

  static void exclude(float[] face) {
    for (int i = 0; i < OPPOSITES.length; i += 2) {
      float a = face[OPPOSITES[i]];
      float b = face[OPPOSITES[i + 1]];
      float both = Math.min(a, b);
      face[OPPOSITES[i]] = a - both;
      face[OPPOSITES[i + 1]] = b - both;
    }
  }

  private void close(float[] face, Moment moment) {
    moment.closure = closure(face);
    if (moment.closure > 0) {
      bounded++;
    }
    seal(face, moment.closure);
  }

  /**
   * How tightly lips are meant to touch, 0..1: they are drawn over the whole opening of the jaw, or
   * both are rolled in, as for b, m, p.
   */
  static float closure(float[] face) {
    float jaw = face[JAW];
    float covered =
        jaw > 0
            ? Curves.ramp(face[CLOSE] / jaw, 0.85f, 1) * Curves.ramp(face[CLOSE], 0.04f, 0.12f)
            : 0;
    float rolled =
        Curves.ramp(
            Math.min(face[MOUTH_ROLL_LOWER.ordinal()], face[MOUTH_ROLL_UPPER.ordinal()]),
            0.4f,
            0.6f);
    return Math.max(covered, rolled);
  }

  /** Makes lips touch as tightly as said, and mouthClose no more than the jaw is open. */
  static void seal(float[] face, float closure) {
    float jaw = face[JAW];
    face[CLOSE] = Math.min(jaw, Math.max(face[CLOSE], jaw * closure));
    if (closure > 0) {
      for (int channel : PARTING) {
        face[channel] = Math.min(face[channel], 1 - closure);
      }
    }
  }

  @Override
  public long events() {
    return bounded;
  }

  @Override
  public void save(ByteBuffer out) {
    out.putLong(bounded);
  }

  @Override
  public void restore(ByteBuffer in) {
    bounded = in.getLong();
  }
}
