package org.avatarengine.contract.frame;

import static org.avatarengine.contract.frame.Channel.*;

/**
 * How much of a face a viewer gets. A channel that a level does not send is shown as its partner on
 * the other side is, or at rest; {@link #source} is the rule. A sent channel whose partner is left
 * out stands for both: it carries their mean.
 */
public enum DetailLevel {
  /** Everything. */
  FULL(60, 61, ~0L >>> 3),
  /**
   * Without the turns of the eyes, which the eight {@code eyeLook} shapes say too, and with one
   * value for both cheeks, both sides of the nose and both dimples.
   */
  REDUCED(
      30,
      52,
      (~0L >>> 3)
          & ~bits(
              LEFT_EYE_YAW,
              LEFT_EYE_PITCH,
              LEFT_EYE_ROLL,
              RIGHT_EYE_YAW,
              RIGHT_EYE_PITCH,
              RIGHT_EYE_ROLL,
              CHEEK_SQUINT_RIGHT,
              NOSE_SNEER_RIGHT,
              MOUTH_DIMPLE_RIGHT)),
  /** Both sides as one, but for blinks and smiles. */
  LOW(
      15,
      24,
      bits(
          EYE_BLINK_LEFT,
          EYE_BLINK_RIGHT,
          EYE_LOOK_DOWN_LEFT,
          EYE_LOOK_UP_LEFT,
          EYE_LOOK_IN_LEFT,
          EYE_LOOK_OUT_LEFT,
          EYE_SQUINT_LEFT,
          EYE_WIDE_LEFT,
          JAW_OPEN,
          MOUTH_CLOSE,
          MOUTH_FUNNEL,
          MOUTH_PUCKER,
          MOUTH_SMILE_LEFT,
          MOUTH_SMILE_RIGHT,
          MOUTH_FROWN_LEFT,
          MOUTH_STRETCH_LEFT,
          MOUTH_LOWER_DOWN_LEFT,
          MOUTH_UPPER_UP_LEFT,
          BROW_DOWN_LEFT,
          BROW_INNER_UP,
          BROW_OUTER_UP_LEFT,
          HEAD_YAW,
          HEAD_PITCH,
          HEAD_ROLL)),
  /** What can still be told from afar. */
  MINIMAL(
      8,
      12,
      bits(
          EYE_BLINK_LEFT,
          EYE_BLINK_RIGHT,
          JAW_OPEN,
          MOUTH_CLOSE,
          MOUTH_FUNNEL,
          MOUTH_SMILE_LEFT,
          MOUTH_FROWN_LEFT,
          BROW_DOWN_LEFT,
          BROW_INNER_UP,
          HEAD_YAW,
          HEAD_PITCH,
          HEAD_ROLL));

  private final int fps;
  private final int channels;
  private final long mask;
  private final int[] source = new int[Channel.COUNT];

  DetailLevel(int fps, int channels, long mask) {
    this.fps = fps;
    this.channels = channels;
    this.mask = mask;
    for (int i = 0; i < Channel.COUNT; i++) {
      int partner = partner(i);
      source[i] = sends(i) ? i : sends(partner) ? partner : -1;
    }
  }

  /** The most frames a second. */
  public int fps() {
    return fps;
  }

  /** How many channels are sent. */
  public int channels() {
    return channels;
  }

  /** Which channels are sent: bit n for the channel with ordinal n. */
  public long mask() {
    return mask;
  }

  /** Whether that channel, 0..60, is sent. */
  public boolean sends(int channel) {
    return (mask >>> channel & 1) != 0;
  }

  /**
   * The channel, 0..60, whose step a receiver shows for that one: itself, its partner, or −1: rest.
   */
  public int source(int channel) {
    return source[channel];
  }

  /**
   * The channel, 0..60, that moves with that one on the other side of the face; itself when none
   * does. Eyes look the same way, so one's in is the other's out; jaw and mouth left and right are
   * opposites and partners of nobody.
   */
  public static int partner(int channel) {
    Channel each = Channel.ALL.get(channel);
    return (switch (each) {
          case EYE_LOOK_IN_LEFT -> EYE_LOOK_OUT_RIGHT;
          case EYE_LOOK_OUT_LEFT -> EYE_LOOK_IN_RIGHT;
          case EYE_LOOK_IN_RIGHT -> EYE_LOOK_OUT_LEFT;
          case EYE_LOOK_OUT_RIGHT -> EYE_LOOK_IN_LEFT;
          case JAW_LEFT, JAW_RIGHT, MOUTH_LEFT, MOUTH_RIGHT -> each;
          default -> each.mirror();
        })
        .ordinal();
  }

  private static long bits(Channel... channels) {
    long bits = 0;
    for (Channel channel : channels) {
      bits |= 1L << channel.ordinal();
    }
    return bits;
  }
}
