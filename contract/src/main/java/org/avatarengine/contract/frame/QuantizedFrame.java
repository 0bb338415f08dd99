package org.avatarengine.contract.frame;

/**
 * What a frame shows, in steps of its profile: the very same in encoder and receiver. Mutable and
 * reused, so that a frame costs no garbage.
 */
public final class QuantizedFrame {

  private final short[] steps = new short[Channel.COUNT];
  private FrameProfile profile = FrameProfile.EIGHT_BIT;
  private DetailLevel level = DetailLevel.FULL;
  private long sequence;
  private long timeMs;

  /** The steps, 61 of them, 0..{@link FrameProfile#steps()}; not a copy. */
  public short[] steps() {
    return steps;
  }

  public FrameProfile profile() {
    return profile;
  }

  public DetailLevel level() {
    return level;
  }

  /** The frame's number, 0..2³²−1; 1 more than the frame before. */
  public long sequence() {
    return sequence;
  }

  /** Media time in milliseconds since the session began, 0..2³²−1. */
  public long timeMs() {
    return timeMs;
  }

  /** Says which frame this is. */
  public void stamp(FrameProfile profile, DetailLevel level, long sequence, long timeMs) {
    this.profile = profile;
    this.level = level;
    this.sequence = sequence;
    this.timeMs = timeMs;
  }

  /** Takes all over from another frame. */
  public void set(QuantizedFrame other) {
    stamp(other.profile, other.level, other.sequence, other.timeMs);
    System.arraycopy(other.steps, 0, steps, 0, steps.length);
  }

  /**
   * The values that are shown.
   *
   * @param out 61 floats: blend shapes 0..1, rotations −1..1
   */
  public void toValues(float[] out) {
    float top = profile.steps();
    for (int i = 0; i < Channel.SHAPES; i++) {
      out[i] = steps[i] / top;
    }
    for (int i = Channel.SHAPES; i < Channel.COUNT; i++) {
      out[i] = steps[i] * 2 / top - 1;
    }
  }
}
