package org.avatarengine.animation.compositor;

import org.avatarengine.contract.frame.Channel;

/** One number for each {@link ChannelGroup}; the range is that of the setting it is used for. */
public record GroupValues(
    float lids,
    float gaze,
    float brows,
    float jaw,
    float lips,
    float cheeks,
    float tongue,
    float head) {

  /** The same for all. */
  public static GroupValues all(float value) {
    return new GroupValues(value, value, value, value, value, value, value, value);
  }

  /** The number of a group. */
  public float of(ChannelGroup group) {
    return switch (group) {
      case LIDS -> lids;
      case GAZE -> gaze;
      case BROWS -> brows;
      case JAW -> jaw;
      case LIPS -> lips;
      case CHEEKS -> cheeks;
      case TONGUE -> tongue;
      case HEAD -> head;
    };
  }

  /** Spread over the 61 channels; a new array. */
  public float[] perChannel() {
    float[] values = new float[Channel.COUNT];
    for (Channel channel : Channel.ALL) {
      values[channel.ordinal()] = of(ChannelGroup.of(channel));
    }
    return values;
  }
}
