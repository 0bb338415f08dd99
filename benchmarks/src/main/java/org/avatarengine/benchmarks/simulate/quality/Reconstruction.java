package org.avatarengine.benchmarks.simulate.quality;

import java.util.HashMap;
import java.util.Map;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;

/**
 * How far what was shown lies from what went into the encoder, frame by frame: of channels that the
 * frame's level sends for themselves, not of those that it leaves out or folds into another.
 */
public final class Reconstruction {

  private final double[] max = new double[FaceGroup.values().length];
  private final double[] squares = new double[FaceGroup.values().length];
  private final long[] count = new long[FaceGroup.values().length];
  private long frames;

  /**
   * Compares the frames of the same number.
   *
   * @param input what went into the encoder
   */
  public void add(ShownFrames input, ShownFrames shown) {
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < input.count(); i++) {
      places.put(input.sequence(i), i);
    }
    for (int i = 0; i < shown.count(); i++) {
      Integer place = places.get(shown.sequence(i));
      if (place != null && shown.level(i) != null) {
        frames++;
        for (int c = 0; c < Channel.COUNT; c++) {
          if (isOwn(shown.level(i), c)) {
            compare(c, input.value(place, c), shown.value(i, c));
          }
        }
      }
    }
  }

  private static boolean isOwn(DetailLevel level, int channel) {
    return level.sends(channel) && level.sends(DetailLevel.partner(channel));
  }

  private void compare(int channel, float input, float shown) {
    float least = channel < Channel.SHAPES ? 0 : -1;
    double error = Math.abs(Math.max(least, Math.min(1, input)) - shown);
    int group = FaceGroup.of(channel).ordinal();
    max[group] = Math.max(max[group], error);
    squares[group] += error * error;
    count[group]++;
  }

  /** How many frames were compared. */
  public long frames() {
    return frames;
  }

  /** The greatest error of a group. */
  public double max(FaceGroup group) {
    return max[group.ordinal()];
  }

  /** The root of the mean squared error of a group. */
  public double rms(FaceGroup group) {
    int at = group.ordinal();
    return count[at] == 0 ? 0 : Math.sqrt(squares[at] / count[at]);
  }

  /** The greatest error of all. */
  public double max() {
    double most = 0;
    for (double each : max) {
      most = Math.max(most, each);
    }
    return most;
  }
}
