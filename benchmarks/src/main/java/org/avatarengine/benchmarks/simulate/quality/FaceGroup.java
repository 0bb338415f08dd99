package org.avatarengine.benchmarks.simulate.quality;

import org.avatarengine.contract.frame.Channel;

/** Parts of a face that errors are told for. */
public enum FaceGroup {
  EYES("eyes"),
  BROWS("brows"),
  JAW("jaw"),
  MOUTH("mouth"),
  CHEEKS("cheeks, nose, tongue"),
  ROTATIONS("head and eye turns");

  private static final FaceGroup[] OF = new FaceGroup[Channel.COUNT];

  static {
    for (Channel channel : Channel.ALL) {
      String key = channel.key();
      OF[channel.ordinal()] =
          channel.isRotation()
              ? ROTATIONS
              : key.startsWith("eye")
                  ? EYES
                  : key.startsWith("brow")
                      ? BROWS
                      : key.startsWith("jaw") ? JAW : key.startsWith("mouth") ? MOUTH : CHEEKS;
    }
  }

  private final String label;

  FaceGroup(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The group of that channel, 0..60. */
  public static FaceGroup of(int channel) {
    return OF[channel];
  }
}
