package org.avatarengine.animation.stream;

import java.util.Arrays;

/**
 * Which of the last 256 frames one viewer was sent, and which of them it says it shows. Numbers are
 * 32 bits wide and wrap.
 */
public final class AckWindow {

  /** How many frames it looks back. */
  static final int SIZE = 256;

  private static final long MASK = 0xFFFF_FFFFL;

  private final long[] sent = new long[SIZE / 64];
  private final long[] acknowledged = new long[SIZE / 64];
  private long newestSent = -1;
  private long newestAcknowledged = -1;

  /** Forgets all, as when the viewer starts over. */
  public void reset() {
    Arrays.fill(sent, 0);
    Arrays.fill(acknowledged, 0);
    newestSent = -1;
    newestAcknowledged = -1;
  }

  /** That frame left for the viewer; numbers only go up. */
  public void sent(long sequence) {
    if (newestSent < 0) {
      newestSent = sequence;
    } else {
      long step = (sequence - newestSent) & MASK;
      if (step >= SIZE) {
        Arrays.fill(sent, 0);
        Arrays.fill(acknowledged, 0);
      } else {
        for (long i = 1; i <= step; i++) {
          int at = (int) (newestSent + i) & (SIZE - 1);
          sent[at >> 6] &= ~(1L << at);
          acknowledged[at >> 6] &= ~(1L << at);
        }
      }
      newestSent = sequence;
    }
    int at = (int) sequence & (SIZE - 1);
    sent[at >> 6] |= 1L << at;
  }

  /**
   * The viewer says that it shows that frame.
   *
   * @return false if it was never sent one of that number, or too long ago: then nothing changes
   */
  public boolean acknowledge(long sequence) {
    int at = (int) sequence & (SIZE - 1);
    if (!inside(sequence) || (sent[at >> 6] & (1L << at)) == 0) {
      return false;
    }
    acknowledged[at >> 6] |= 1L << at;
    if (newestAcknowledged < 0 || ((sequence - newestAcknowledged) & MASK) < SIZE) {
      newestAcknowledged = sequence;
    }
    return true;
  }

  /** Whether the viewer said that it shows that frame, within the window. */
  public boolean hasAcknowledged(long sequence) {
    int at = (int) sequence & (SIZE - 1);
    return (acknowledged[at >> 6] & (1L << at)) != 0 && inside(sequence);
  }

  /** The newest frame that the viewer said it shows; −1 for none. */
  public long newestAcknowledged() {
    return newestAcknowledged;
  }

  /** The newest frame sent; −1 for none. */
  public long newestSent() {
    return newestSent;
  }

  private boolean inside(long sequence) {
    return newestSent >= 0 && ((newestSent - sequence) & MASK) < SIZE;
  }
}
