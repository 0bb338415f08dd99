package org.avatarengine.benchmarks.simulate.quality;

import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;

/**
 * Whether all viewers of a session show the same steps for the same frame. Who shows a frame first
 * says what it is, which should be a viewer that loses nothing; all others are compared with it.
 * Safe for several threads.
 */
public final class Agreement {

  private static final int KEPT = 1_024;
  private static final long PRIME = 0x0000_0100_0000_01B3L;
  private static final long BASIS = 0xCBF2_9CE4_8422_2325L;

  /** What came of a comparison. */
  public enum Outcome {
    FIRST,
    SAME,
    DIFFERENT
  }

  private final long[][] hashes = new long[DetailLevel.values().length][KEPT];
  private final long[][] sequences = new long[DetailLevel.values().length][KEPT];

  public Agreement() {
    for (long[] each : sequences) {
      java.util.Arrays.fill(each, -1);
    }
  }

  /** Somebody shows that frame. */
  public Outcome shown(QuantizedFrame frame) {
    long hash = hash(frame);
    int level = frame.level().ordinal();
    int at = (int) (frame.sequence() % KEPT);
    synchronized (this) {
      if (sequences[level][at] != frame.sequence()) {
        if (sequences[level][at] > frame.sequence()) {
          return Outcome.FIRST;
        }
        sequences[level][at] = frame.sequence();
        hashes[level][at] = hash;
        return Outcome.FIRST;
      }
      return hashes[level][at] == hash ? Outcome.SAME : Outcome.DIFFERENT;
    }
  }

  private static long hash(QuantizedFrame frame) {
    long hash = (BASIS ^ frame.timeMs()) * PRIME;
    hash = (hash ^ (frame.profile() == FrameProfile.EIGHT_BIT ? 1 : 2)) * PRIME;
    for (short step : frame.steps()) {
      hash = (hash ^ step) * PRIME;
    }
    return hash;
  }
}
