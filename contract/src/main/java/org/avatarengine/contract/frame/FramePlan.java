package org.avatarengine.contract.frame;

import static org.avatarengine.contract.frame.Channel.*;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order the channels of a frame are coded, and what each is told by: its partner, which
 * moves with it, and the two channels of its muscle group that were coded before.
 */
final class FramePlan {

  /** One channel in coding order; indices are channels, −1 is none. */
  private static final Channel[][] GROUPS = {
    {HEAD_YAW, HEAD_PITCH, HEAD_ROLL},
    {
      LEFT_EYE_YAW, RIGHT_EYE_YAW, LEFT_EYE_PITCH, RIGHT_EYE_PITCH, LEFT_EYE_ROLL, RIGHT_EYE_ROLL,
    },
    {
      EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_RIGHT, EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT,
      EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT, EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT,
    },
    {
      EYE_BLINK_LEFT,
      EYE_BLINK_RIGHT,
      EYE_SQUINT_LEFT,
      EYE_SQUINT_RIGHT,
      EYE_WIDE_LEFT,
      EYE_WIDE_RIGHT,
    },
    {BROW_DOWN_LEFT, BROW_DOWN_RIGHT, BROW_INNER_UP, BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT},
    {
      JAW_OPEN, MOUTH_CLOSE, MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT, MOUTH_UPPER_UP_LEFT,
      MOUTH_UPPER_UP_RIGHT, MOUTH_FUNNEL, MOUTH_PUCKER, MOUTH_SHRUG_LOWER, MOUTH_SHRUG_UPPER,
      MOUTH_ROLL_LOWER, MOUTH_ROLL_UPPER, MOUTH_PRESS_LEFT, MOUTH_PRESS_RIGHT,
    },
    {
      MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT,
      MOUTH_DIMPLE_LEFT, MOUTH_DIMPLE_RIGHT, MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT,
      CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT, NOSE_SNEER_LEFT, NOSE_SNEER_RIGHT,
    },
    {JAW_FORWARD, JAW_LEFT, JAW_RIGHT, MOUTH_LEFT, MOUTH_RIGHT, CHEEK_PUFF, TONGUE_OUT},
  };

  private static final FramePlan[] PLANS = new FramePlan[DetailLevel.values().length];

  static {
    for (DetailLevel level : DetailLevel.values()) {
      PLANS[level.ordinal()] = new FramePlan(level.mask());
    }
  }

  final int size;
  final int[] channel;
  final int[] partner;

  /** The channel that this one stands for too, because the level does not send it, or −1. */
  final int[] folded;

  final int[] near;
  final int[] nearer;

  /** A count of channels of this level times this, over 256, is a count of 61; and back. */
  final int scale;

  final int back;

  private FramePlan(long mask) {
    size = Long.bitCount(mask);
    scale = Channel.COUNT * 256 / size;
    back = size * 256 / Channel.COUNT;
    channel = new int[size];
    partner = new int[size];
    folded = new int[size];
    near = new int[size];
    nearer = new int[size];
    int i = 0;
    for (Channel[] group : GROUPS) {
      List<Channel> before = new ArrayList<>();
      for (Channel each : group) {
        if ((mask >>> each.ordinal() & 1) == 0) {
          continue;
        }
        int other = DetailLevel.partner(each.ordinal());
        channel[i] = each.ordinal();
        partner[i] = before.contains(Channel.ALL.get(other)) ? other : -1;
        folded[i] = (mask >>> other & 1) == 0 ? other : -1;
        int n = before.size();
        nearer[i] = n > 0 ? before.get(n - 1).ordinal() : -1;
        near[i] = n > 1 ? before.get(n - 2).ordinal() : -1;
        before.add(each);
        i++;
      }
    }
    if (i != size) {
      throw new IllegalStateException("a channel is in no group");
    }
  }

  static FramePlan of(DetailLevel level) {
    return PLANS[level.ordinal()];
  }
}
