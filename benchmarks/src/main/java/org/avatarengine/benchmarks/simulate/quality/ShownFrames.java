package org.avatarengine.benchmarks.simulate.quality;

import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;

/**
 * The newest frames that somebody showed, or should have: number, media time, moment, values. A
 * ring of fixed size. For one thread.
 */
public final class ShownFrames {

  private final int size;
  private final long[] sequences;
  private final long[] timesMs;
  private final long[] momentsUs;
  private final DetailLevel[] levels;
  private final float[] values;
  private long count;

  /**
   * @param size how many are kept
   */
  public ShownFrames(int size) {
    this.size = size;
    this.sequences = new long[size];
    this.timesMs = new long[size];
    this.momentsUs = new long[size];
    this.levels = new DetailLevel[size];
    this.values = new float[size * Channel.COUNT];
  }

  /**
   * One more was shown; the oldest gives way when there are too many.
   *
   * @param timeMs media time
   * @param momentUs when it was shown
   * @param level null when it is not known
   * @param shown 61 values, copied
   */
  public void add(long sequence, long timeMs, long momentUs, DetailLevel level, float[] shown) {
    int at = (int) (count % size);
    sequences[at] = sequence;
    timesMs[at] = timeMs;
    momentsUs[at] = momentUs;
    levels[at] = level;
    System.arraycopy(shown, 0, values, at * Channel.COUNT, Channel.COUNT);
    count++;
  }

  /** The level of what was shown since then is not to be relied on. */
  public void doubtLevel(long sinceUs) {
    for (int i = count() - 1; i >= 0 && momentUs(i) >= sinceUs; i--) {
      levels[at(i)] = null;
    }
  }

  /** How many are kept now. */
  public int count() {
    return (int) Math.min(count, size);
  }

  /**
   * A frame's number.
   *
   * @param index 0 the oldest kept, up to {@link #count()} − 1
   */
  public long sequence(int index) {
    return sequences[at(index)];
  }

  public long timeMs(int index) {
    return timesMs[at(index)];
  }

  public long momentUs(int index) {
    return momentsUs[at(index)];
  }

  /** The level of a frame; null when it is not known. */
  public DetailLevel level(int index) {
    return levels[at(index)];
  }

  /**
   * One value of a frame.
   *
   * @param channel 0..60
   */
  public float value(int index, int channel) {
    return values[at(index) * Channel.COUNT + channel];
  }

  private int at(int index) {
    return (int) ((Math.max(0, count - size) + index) % size);
  }
}
