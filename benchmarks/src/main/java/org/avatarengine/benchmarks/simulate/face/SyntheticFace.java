package org.avatarengine.benchmarks.simulate.face;

import java.util.Arrays;
import org.avatarengine.contract.frame.Channel;

/**
 * A face made of a seed that talks, blinks, looks about and nods. Plausible, not real: syllables of
 * 120 to 260 ms in phrases with pauses, a blink every 2 to 6 s that closes fully, lips that close
 * now and then between two syllables, a head that sways. All from integer hashes and polynomials:
 * the same on every machine.
 */
public final class SyntheticFace implements FaceSource {

  private static final long SLOT_US = 200_000;
  private static final long PHRASE_US = 4_000_000;
  private static final long BLINK_SLOT_US = 4_000_000;
  private static final long BLINK_US = 180_000;
  private static final long GAZE_SLOT_US = 1_300_000;

  private final long seed;

  public SyntheticFace(long seed) {
    this.seed = seed;
  }

  @Override
  public String description() {
    return "synthetic face, seed " + seed;
  }

  @Override
  public void at(long timeUs, float[] out) {
    Arrays.fill(out, 0);
    talk(timeUs, out);
    blink(timeUs, out);
    look(timeUs, out);
    feel(timeUs, out);
    set(out, Channel.HEAD_YAW, .22f * sway(timeUs, 5_100_000, 1) + .05f * sway(timeUs, 900_000, 2));
    set(out, Channel.HEAD_PITCH, .14f * sway(timeUs, 3_700_000, 3));
    set(out, Channel.HEAD_ROLL, .08f * sway(timeUs, 6_300_000, 4));
  }

  private void talk(long timeUs, float[] out) {
    long phrase = timeUs / PHRASE_US;
    double speaking = .45 + .4 * unit(phrase, 10);
    double within = (double) (timeUs % PHRASE_US) / PHRASE_US;
    if (within > speaking) {
      return;
    }
    float loud = (float) Math.min(1, Math.min(within, speaking - within) * 12);
    long slot = timeUs / SLOT_US;
    float phase = (float) (timeUs % SLOT_US) / SLOT_US;
    float open = bump(phase) * (.25f + .55f * unit(slot, 11)) * loud;
    // One syllable in four begins with lips that close: they touch for a quarter of it.
    if (unit(slot, 12) < .25f) {
      float closed = phase < .3f ? 1 : phase < .45f ? 1 - (phase - .3f) / .15f : 0;
      set(out, Channel.MOUTH_CLOSE, .95f * closed * loud);
      open *= 1 - closed;
      set(out, Channel.MOUTH_PRESS_LEFT, .4f * closed * loud);
      set(out, Channel.MOUTH_PRESS_RIGHT, .38f * closed * loud);
    }
    set(out, Channel.JAW_OPEN, open);
    float round = glide(slot, phase, 13) * loud;
    set(out, Channel.MOUTH_FUNNEL, .5f * round * round);
    set(out, Channel.MOUTH_PUCKER, .6f * Math.max(0, round - .4f));
    float wide = glide(slot, phase, 14) * loud;
    set(out, Channel.MOUTH_STRETCH_LEFT, .3f * wide);
    set(out, Channel.MOUTH_STRETCH_RIGHT, .28f * wide);
    set(out, Channel.MOUTH_LOWER_DOWN_LEFT, .35f * open + .1f * wide);
    set(out, Channel.MOUTH_LOWER_DOWN_RIGHT, .34f * open + .1f * wide);
    set(out, Channel.MOUTH_UPPER_UP_LEFT, .2f * open);
    set(out, Channel.MOUTH_UPPER_UP_RIGHT, .2f * open);
    set(out, Channel.MOUTH_SHRUG_UPPER, .15f * round);
  }

  private void blink(long timeUs, float[] out) {
    long slot = timeUs / BLINK_SLOT_US;
    long begins = slot * BLINK_SLOT_US + (long) (unit(slot, 20) * (BLINK_SLOT_US - BLINK_US));
    float at = (float) (timeUs - begins) / BLINK_US;
    if (at >= 0 && at <= 1) {
      float lid = at < .3f ? at / .3f : at < .55f ? 1 : (1 - at) / .45f;
      set(out, Channel.EYE_BLINK_LEFT, lid);
      set(out, Channel.EYE_BLINK_RIGHT, .98f * lid);
    }
  }

  private void look(long timeUs, float[] out) {
    long slot = timeUs / GAZE_SLOT_US;
    float phase = Math.min(1, (float) (timeUs % GAZE_SLOT_US) / 60_000);
    float yaw = between(slot, phase, 30);
    float pitch = between(slot, phase, 31) * .6f;
    set(out, Channel.EYE_LOOK_OUT_LEFT, Math.max(0, yaw));
    set(out, Channel.EYE_LOOK_IN_RIGHT, Math.max(0, yaw));
    set(out, Channel.EYE_LOOK_IN_LEFT, Math.max(0, -yaw));
    set(out, Channel.EYE_LOOK_OUT_RIGHT, Math.max(0, -yaw));
    set(out, Channel.EYE_LOOK_UP_LEFT, Math.max(0, pitch));
    set(out, Channel.EYE_LOOK_UP_RIGHT, Math.max(0, pitch));
    set(out, Channel.EYE_LOOK_DOWN_LEFT, Math.max(0, -pitch));
    set(out, Channel.EYE_LOOK_DOWN_RIGHT, Math.max(0, -pitch));
    set(out, Channel.LEFT_EYE_YAW, .5f * yaw);
    set(out, Channel.RIGHT_EYE_YAW, .5f * yaw);
    set(out, Channel.LEFT_EYE_PITCH, .4f * pitch);
    set(out, Channel.RIGHT_EYE_PITCH, .4f * pitch);
  }

  private void feel(long timeUs, float[] out) {
    float joy = Math.max(0, sway(timeUs, 11_000_000, 40));
    set(out, Channel.MOUTH_SMILE_LEFT, .5f * joy);
    set(out, Channel.MOUTH_SMILE_RIGHT, .47f * joy);
    set(out, Channel.CHEEK_SQUINT_LEFT, .25f * joy);
    set(out, Channel.CHEEK_SQUINT_RIGHT, .25f * joy);
    float brows = Math.max(0, sway(timeUs, 2_900_000, 41));
    set(out, Channel.BROW_INNER_UP, .4f * brows);
    set(out, Channel.BROW_OUTER_UP_LEFT, .3f * brows);
    set(out, Channel.BROW_OUTER_UP_RIGHT, .28f * brows);
  }

  private static void set(float[] out, Channel channel, float value) {
    out[channel.ordinal()] = value;
  }

  /** 0 at both ends of 0..1, 1 in the middle, smooth. */
  private static float bump(float x) {
    float half = 4 * x * (1 - x);
    return half * half * (3 - 2 * half);
  }

  /** From one slot's random value, 0..1, to the next one's, smoothly. */
  private float glide(long slot, float phase, int what) {
    float from = unit(slot, what);
    float to = unit(slot + 1, what);
    return from + (to - from) * phase * phase * (3 - 2 * phase);
  }

  /** A jump in the slot's first moments from the last slot's target, −0.4..0.4, to this one's. */
  private float between(long slot, float phase, int what) {
    float from = (unit(slot - 1, what) - .5f) * .8f;
    float to = (unit(slot, what) - .5f) * .8f;
    return from + (to - from) * phase;
  }

  /** A smooth wave between −1 and 1 whose half waves have random heights. */
  private float sway(long timeUs, long periodUs, int what) {
    long shifted = timeUs + (long) (unit(what, 99) * periodUs);
    long half = shifted * 2 / periodUs;
    float phase = (float) (shifted * 2 % periodUs) / periodUs;
    float height = .4f + .6f * unit(half, what);
    return ((half & 1) == 0 ? 1 : -1) * height * 4 * phase * (1 - phase);
  }

  /** A number in 0..1 of seed, place and purpose: the finaliser of SplitMix64. */
  private float unit(long place, int what) {
    long bits = seed + place * 0x9E37_79B9_7F4A_7C15L + what * 0xD1B5_4A32_D192_ED03L;
    bits = (bits ^ bits >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    bits = (bits ^ bits >>> 27) * 0x94D0_49BB_1331_11EBL;
    bits ^= bits >>> 31;
    return (bits >>> 40) / (float) (1 << 24);
  }
}
