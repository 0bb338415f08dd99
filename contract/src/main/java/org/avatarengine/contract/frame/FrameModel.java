package org.avatarengine.contract.frame;

/**
 * What a frame's bits mean: the differences to a base, each in the light of those before it. Driven
 * with an encoder or a decoder alike. {@code docs/api/frame-protocol.md} tells it step by step.
 */
final class FrameModel {

  // Contexts, one range after the other.
  static final int ACTIVITY = 0; // [age 7][node 8]
  static final int EXTENT = ACTIVITY + 7 * 8; // [activity 8][node 8]
  static final int LONE_ZERO = EXTENT + 8 * 8; // [key 2][turn 2][density 8][edge 2][near 4]
  static final int PAIR_ZERO = LONE_ZERO + 256; // [key 2][partner 7][gap 3][edge 2][density 8]
  static final int LONE_SIGN = PAIR_ZERO + 672; // [near 3]
  static final int PAIR_SIGN = LONE_SIGN + 3; // [partner 7][gap 3]
  static final int LONE_SIZE = PAIR_SIGN + 21; // [key 2][turn 2][extent 8][size 8]
  static final int PAIR_SIZE = LONE_SIZE + 256; // [key 2][partner 7][size 8]
  static final int LONE_HALF = PAIR_SIZE + 112; // [size 8][extent 8]
  static final int PAIR_HALF = LONE_HALF + 64; // [size 8]
  static final int CONTEXTS = PAIR_HALF + 8;

  /** The class of activity by how many of 61 channels change. */
  private static final byte[] ACTIVITY_OF = new byte[Channel.COUNT + 1];

  private static final byte[] DENSITY_OF = new byte[(Channel.COUNT + 1) * (Channel.COUNT + 1)];
  private static final int[] ACTIVITY_TOP = {0, 2, 5, 9, 15, 23, 34, 61};
  private static final int[] ACTIVITY_MIDDLE = {0, 1, 4, 7, 12, 19, 28, 44};

  static {
    for (int n = 1; n <= Channel.COUNT; n++) {
      int activity = 0;
      while (n > ACTIVITY_TOP[activity]) {
        activity++;
      }
      ACTIVITY_OF[n] = (byte) activity;
    }
    for (int left = 1; left <= Channel.COUNT; left++) {
      for (int expected = 0; expected <= Channel.COUNT; expected++) {
        DENSITY_OF[expected * (Channel.COUNT + 1) + left] = (byte) density(expected, left);
      }
    }
  }

  private final int[] change = new int[Channel.COUNT];

  /** The share of changes that are expected among the channels to come, in classes. */
  private static int density(int expected, int left) {
    int share = expected * 48 / left;
    if (share < 2) {
      return 0;
    }
    if (share < 4) {
      return 1;
    }
    if (share < 7) {
      return 2;
    }
    if (share < 11) {
      return 3;
    }
    if (share < 16) {
      return 4;
    }
    if (share < 23) {
      return 5;
    }
    return share < 32 ? 6 : 7;
  }

  /**
   * Codes the sent channels.
   *
   * @param steps read when encoding, written when decoding
   * @param base the steps that the receiver has
   * @param age how many frames older the base is; 0 is a key frame against a face at rest
   * @param top the highest step
   * @return whether the frame is a possible one; always, when encoding
   */
  boolean code(BinaryCoder coder, FramePlan plan, short[] steps, short[] base, int age, int top) {
    int size = plan.size;
    int count = 0;
    int bits = 0;
    for (int i = 0; i < size; i++) {
      int channel = plan.channel[i];
      int difference = steps[channel] - base[channel];
      if (difference != 0) {
        count++;
        bits |= Math.abs(difference);
      }
    }
    int scale = plan.scale;
    int activity = tree(coder, ACTIVITY + ageClass(age) * 8, ACTIVITY_OF[count * scale >> 8]);
    if (activity == 0) {
      for (int i = 0; i < size; i++) {
        steps[plan.channel[i]] = base[plan.channel[i]];
      }
      return true;
    }
    int extent = tree(coder, EXTENT + activity * 8, log2(bits));
    int expected = ACTIVITY_MIDDLE[activity] * plan.back >> 8;
    int seen = 0;
    int seenBits = 0;
    int key = age == 0 ? 1 : 0;
    for (int i = 0; i < size; i++) {
      int channel = plan.channel[i];
      int origin = base[channel];
      int rest = expected - seen;
      int density = DENSITY_OF[(rest < 0 ? 0 : rest) * (Channel.COUNT + 1) + size - i];
      int partner = plan.partner[i];
      int difference =
          partner < 0
              ? lone(coder, plan, i, steps[channel], origin, top, key, density, extent)
              : pair(coder, partner, steps[channel], origin, base[partner], top, key, density);
      int step = origin + difference;
      if (step < 0 || step > top) {
        return false;
      }
      steps[channel] = (short) step;
      change[channel] = difference;
      if (difference != 0) {
        seen++;
        seenBits |= Math.abs(difference);
      }
    }
    return ACTIVITY_OF[seen * scale >> 8] == activity && log2(seenBits) == extent;
  }

  private int lone(
      BinaryCoder coder,
      FramePlan plan,
      int i,
      int step,
      int origin,
      int top,
      int key,
      int density,
      int extent) {
    int near = plan.near[i] < 0 ? 0 : change[plan.near[i]];
    int nearer = plan.nearer[i] < 0 ? 0 : change[plan.nearer[i]];
    int moved = Math.min(Math.min(Math.abs(near), 2) + Math.min(Math.abs(nearer), 2), 3);
    int turn = plan.channel[i] >= Channel.SHAPES ? 1 : 0;
    int edge = origin == 0 || origin == top ? 1 : 0;
    int difference = step - origin;
    int zero = LONE_ZERO + (((key * 2 + turn) * 8 + density) * 2 + edge) * 4 + moved;
    if (coder.bit(zero, difference == 0 ? 0 : 1) == 0) {
      return 0;
    }
    boolean down;
    if (edge != 0) {
      down = origin != 0;
    } else {
      int trend = near + nearer;
      int sign = LONE_SIGN + (trend == 0 ? 0 : trend > 0 ? 1 : 2);
      down = coder.bit(sign, difference < 0 ? 1 : 0) != 0;
    }
    int context = LONE_SIZE + ((key * 2 + turn) * 8 + extent) * 8;
    int size = size(coder, context, LONE_HALF + extent, 8, extent, Math.abs(difference));
    return down ? -size : size;
  }

  private int pair(
      BinaryCoder coder,
      int partner,
      int step,
      int origin,
      int partnerOrigin,
      int top,
      int key,
      int density) {
    int moved = change[partner];
    // All is seen as if the partner had moved up, or this side lagged behind it.
    int gap = partnerOrigin + moved - origin;
    boolean flip = moved < 0 || moved == 0 && gap < 0;
    int partnerClass = PARTNER_CLASS[Math.abs(moved)];
    int gapClass = gapClass(moved, flip ? -gap : gap);
    int prediction = origin;
    if (partnerClass >= 3) {
      prediction = Math.max(0, Math.min(top, origin + moved));
    }
    int edge = prediction == 0 || prediction == top ? 1 : 0;
    int difference = step - prediction;
    int context = (key * 7 + partnerClass) * 3 + gapClass;
    if (coder.bit(PAIR_ZERO + (context * 2 + edge) * 8 + density, difference == 0 ? 0 : 1) == 0) {
      return prediction - origin;
    }
    boolean down;
    if (edge != 0) {
      down = prediction != 0;
    } else {
      int sign = PAIR_SIGN + partnerClass * 3 + gapClass;
      down = coder.bit(sign, difference < 0 != flip ? 1 : 0) != 0 != flip;
    }
    int size =
        size(
            coder, PAIR_SIZE + (key * 7 + partnerClass) * 8, PAIR_HALF, 1, 7, Math.abs(difference));
    return prediction - origin + (down ? -size : size);
  }

  /** 1..255 as its highest bit, in unary up to a limit, and the bits below. */
  private static int size(
      BinaryCoder coder, int context, int half, int stride, int limit, int size) {
    int wanted = log2(size);
    int high = 0;
    while (high < limit && coder.bit(context + high, high < wanted ? 1 : 0) != 0) {
      high++;
    }
    if (high == 0) {
      return 1;
    }
    int value = 2 | coder.bit(half + high * stride, size >>> high - 1 & 1);
    int rest = high - 1;
    return value << rest | coder.even(rest, size & (1 << rest) - 1);
  }

  /** A number of 0..7, highest bit first, each in the light of those before. */
  private static int tree(BinaryCoder coder, int context, int value) {
    int node = 1;
    for (int shift = 2; shift >= 0; shift--) {
      node = node * 2 + coder.bit(context + node, value >>> shift & 1);
    }
    return node - 8;
  }

  private static final byte[] PARTNER_CLASS = new byte[256];

  static {
    for (int i = 0; i < PARTNER_CLASS.length; i++) {
      PARTNER_CLASS[i] = (byte) (i < 3 ? i : i < 6 ? 3 : i < 12 ? 4 : i < 24 ? 5 : 6);
    }
  }

  private static int gapClass(int moved, int gap) {
    if (moved == 0) {
      return Math.min(gap, 2);
    }
    return gap <= 0 ? 0 : gap <= 1 ? 1 : 2;
  }

  private static int ageClass(int age) {
    return age < 3 ? age : age < 5 ? 3 : age < 9 ? 4 : age < 17 ? 5 : 6;
  }

  private static int log2(int value) {
    return value == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(value);
  }
}
