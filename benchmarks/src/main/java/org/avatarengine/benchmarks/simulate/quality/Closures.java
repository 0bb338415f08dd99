package org.avatarengine.benchmarks.simulate.quality;

import org.avatarengine.contract.frame.Channel;

/**
 * Whether lips and lids that close at the source close at the viewer too. A closure is a run of the
 * source's frames with a value of at least {@link #CLOSED}; it is reached when the viewer shows,
 * from its beginning until {@code withinMs} after its end, a value at most {@link #SHORT} below its
 * peak. Times are media time.
 */
public final class Closures {

  /** From here on lids or lips count as closed. */
  public static final float CLOSED = .6f;

  /** What may be missing of the peak. */
  public static final float SHORT = .15f;

  private static final int[] CHANNELS = {
    Channel.EYE_BLINK_LEFT.ordinal(),
    Channel.EYE_BLINK_RIGHT.ordinal(),
    Channel.MOUTH_CLOSE.ordinal(),
  };

  private long lids;
  private long lidsReached;
  private long lips;
  private long lipsReached;

  /** Looks for the closures of one at the other. Only where both were there. */
  public void add(ShownFrames source, ShownFrames shown, long withinMs) {
    if (source.count() == 0 || shown.count() == 0) {
      return;
    }
    for (int channel : CHANNELS) {
      int begin = -1;
      for (int i = 0; i < source.count(); i++) {
        boolean closed = source.value(i, channel) >= CLOSED;
        if (closed && begin < 0) {
          begin = i;
        } else if (!closed && begin >= 0) {
          closure(source, shown, channel, begin, i - 1, withinMs);
          begin = -1;
        }
      }
    }
  }

  private void closure(
      ShownFrames source, ShownFrames shown, int channel, int begin, int end, long withinMs) {
    long from = source.timeMs(begin);
    long to = source.timeMs(end) + withinMs;
    if (begin == 0 || from < shown.timeMs(0) || to > shown.timeMs(shown.count() - 1)) {
      return;
    }
    float peak = 0;
    for (int i = begin; i <= end; i++) {
      peak = Math.max(peak, source.value(i, channel));
    }
    float reached = 0;
    for (int i = first(shown, from); i < shown.count() && shown.timeMs(i) <= to; i++) {
      reached = Math.max(reached, shown.value(i, channel));
    }
    boolean did = reached >= Math.min(1, peak) - SHORT;
    if (channel == Channel.MOUTH_CLOSE.ordinal()) {
      lips++;
      lipsReached += did ? 1 : 0;
    } else {
      lids++;
      lidsReached += did ? 1 : 0;
    }
  }

  /** The first frame at that time or after; media time only grows. */
  private static int first(ShownFrames shown, long timeMs) {
    int low = 0;
    int high = shown.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shown.timeMs(middle) < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How often a lid closed. */
  public long lids() {
    return lids;
  }

  public long lidsMissed() {
    return lids - lidsReached;
  }

  /** How often the lips closed. */
  public long lips() {
    return lips;
  }

  public long lipsMissed() {
    return lips - lipsReached;
  }
}
