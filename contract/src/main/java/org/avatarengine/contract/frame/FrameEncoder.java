package org.avatarengine.contract.frame;

import java.util.Objects;

/** Values to bytes. One for each session and level; allocates nothing after it was made. */
public final class FrameEncoder {

  /** No frame is longer, so that it fits a datagram. */
  public static final int MAX_BYTES = 1_200;

  /** The oldest base, in frames. */
  public static final int MAX_AGE = 255;

  /** Float values and steps meet at the bound; a value this near it counts as beyond. */
  private static final float MARGIN = 1e-4f;

  private final FrameProfile profile;
  private final DetailLevel level;
  private final FramePlan plan;
  private final FrameModel model = new FrameModel();
  private final RangeEncoder coder = new RangeEncoder();
  private final short[] shown;

  public FrameEncoder(FrameProfile profile, DetailLevel level) {
    this.profile = Objects.requireNonNull(profile, "profile");
    this.level = Objects.requireNonNull(level, "level");
    plan = FramePlan.of(level);
    shown = FrameFormat.rest(profile).clone();
  }

  /**
   * Quantises the next frame. A value that is within the profile's error of the step shown before
   * keeps that step. Of two sides that the level shows as one, the mean counts.
   *
   * @param values 61 floats; out of range or NaN counts as the nearest, or 0
   * @param into becomes the frame as every receiver will show it, whatever its base
   */
  public void quantize(long sequence, long timeMs, float[] values, QuantizedFrame into) {
    into.stamp(profile, level, sequence & FrameFormat.UINT32, timeMs & FrameFormat.UINT32);
    float top = profile.steps();
    for (int i = 0; i < plan.size; i++) {
      int channel = plan.channel[i];
      float value = bounded(channel, values[channel]);
      int folded = plan.folded[i];
      if (folded >= 0) {
        value = (value + bounded(folded, values[folded])) / 2;
      }
      // In steps, a shape may be off by one and a rotation, whose range is double, by a half.
      boolean turn = channel >= Channel.SHAPES;
      float exact = turn ? (value + 1) * top / 2 : value * top;
      float bound = turn ? .5f - MARGIN : 1 - MARGIN;
      if (Math.abs(exact - shown[channel]) > bound) {
        shown[channel] = (short) (exact + .5f);
      }
    }
    FrameFormat.fill(level, profile, shown);
    System.arraycopy(shown, 0, into.steps(), 0, Channel.COUNT);
  }

  /**
   * Encodes a frame of this encoder's profile and level.
   *
   * @param base a frame of the same profile, of any level, that the receiver has acknowledged; null
   *     makes a key frame, and so does one that is not 1 to {@link #MAX_AGE} frames older
   * @param out written from {@code offset}; needs {@link #MAX_BYTES} of room
   * @return how many bytes were written
   */
  public int encode(QuantizedFrame frame, QuantizedFrame base, byte[] out, int offset) {
    Objects.checkFromIndexSize(offset, MAX_BYTES, out.length);
    if (frame.profile() != profile || frame.level() != level) {
      throw new IllegalArgumentException("frame of another profile or level");
    }
    int age = base == null ? 0 : age(frame, base);
    out[offset + FrameFormat.VERSION_OFFSET] = FrameMessages.FRAME;
    out[offset + FrameFormat.FLAGS_OFFSET] =
        (byte)
            (level.ordinal()
                | (profile == FrameProfile.SEVEN_BIT ? FrameFormat.SEVEN_BIT_FLAG : 0));
    out[offset + FrameFormat.AGE_OFFSET] = (byte) age;
    out[offset + FrameFormat.CHECK_OFFSET] =
        (byte) FrameFormat.check(frame.sequence(), frame.timeMs(), frame.steps());
    int at = offset + FrameFormat.SEQUENCE_OFFSET;
    int sequence = (int) frame.sequence();
    out[at++] = (byte) sequence;
    out[at++] = (byte) (sequence >>> 8);
    short[] steps = FrameFormat.rest(profile);
    if (age == 0) {
      int time = (int) frame.timeMs();
      out[at++] = (byte) (sequence >>> 16);
      out[at++] = (byte) (sequence >>> 24);
      out[at++] = (byte) time;
      out[at++] = (byte) (time >>> 8);
      out[at++] = (byte) (time >>> 16);
      out[at++] = (byte) (time >>> 24);
    } else {
      steps = base.steps();
      int elapsed = (int) (frame.timeMs() - base.timeMs());
      while ((elapsed & ~0x7f) != 0) {
        out[at++] = (byte) (elapsed | 0x80);
        elapsed >>>= 7;
      }
      out[at++] = (byte) elapsed;
    }
    coder.begin(out, at);
    model.code(coder, plan, frame.steps(), steps, age, profile.steps());
    return at - offset + coder.end();
  }

  private int age(QuantizedFrame frame, QuantizedFrame base) {
    long age = frame.sequence() - base.sequence() & FrameFormat.UINT32;
    return age <= MAX_AGE && base.profile() == profile ? (int) age : 0;
  }

  private static float bounded(int channel, float value) {
    float least = channel < Channel.SHAPES ? 0 : -1;
    // NaN fails both comparisons.
    return value >= least ? Math.min(value, 1) : value < least ? least : 0;
  }
}
