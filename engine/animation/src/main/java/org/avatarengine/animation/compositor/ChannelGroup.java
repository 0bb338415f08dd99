package org.avatarengine.animation.compositor;

import java.util.List;
import java.util.Locale;
import org.avatarengine.contract.frame.Channel;

/** Channels that move alike: each group has its own smoothing, rate limit and asymmetry bound. */
public enum ChannelGroup {
  /** Blink, squint and wide. */
  LIDS,
  /** Where the eyes look: eight shapes and six rotations. */
  GAZE,
  BROWS,
  /** The jaw and the closure of the lips over it. */
  JAW,
  LIPS,
  /** Cheeks and nose. */
  CHEEKS,
  TONGUE,
  HEAD;

  private static final ChannelGroup[] OF = new ChannelGroup[Channel.COUNT];

  static {
    for (Channel channel : Channel.ALL) {
      OF[channel.ordinal()] = find(channel);
    }
  }

  private static ChannelGroup find(Channel channel) {
    String name = channel.name();
    if (name.startsWith("HEAD")) {
      return HEAD;
    }
    if (channel.isRotation() || name.startsWith("EYE_LOOK")) {
      return GAZE;
    }
    if (name.startsWith("EYE")) {
      return LIDS;
    }
    if (name.startsWith("BROW")) {
      return BROWS;
    }
    if (name.startsWith("JAW") || channel == Channel.MOUTH_CLOSE) {
      return JAW;
    }
    if (name.startsWith("MOUTH")) {
      return LIPS;
    }
    return channel == Channel.TONGUE_OUT ? TONGUE : CHEEKS;
  }

  /** The group of a channel. */
  public static ChannelGroup of(Channel channel) {
    return OF[channel.ordinal()];
  }

  /** The name in JSON. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its channels, in order. */
  public List<Channel> channels() {
    return Channel.ALL.stream().filter(c -> of(c) == this).toList();
  }

  /** Its channels as bits: bit n for the channel with ordinal n. */
  public long mask() {
    long mask = 0;
    for (int i = 0; i < OF.length; i++) {
      if (OF[i] == this) {
        mask |= 1L << i;
      }
    }
    return mask;
  }
}
