package org.avatarengine.animation.dialect;

import java.util.Arrays;

/**
 * Cuts the byte stream that iFacialMocap sends over TCP into frames, which end with {@code
 * ___iFacialMocap}. Holds at most {@value #MAX_FRAME} bytes; for one thread.
 */
public final class IFacialMocapStream {

  /** The longest frame in bytes; what is longer is dropped up to the next end of a frame. */
  public static final int MAX_FRAME = 16_384;

  /** Takes one frame, without its end mark; its bytes are good during the call. */
  @FunctionalInterface
  public interface FrameTaker {
    void frame(byte[] packet, int offset, int length);
  }

  private final byte[] held = new byte[MAX_FRAME];
  private int size;
  private boolean dropping;
  private long dropped;

  /** Takes what was received; hands on each frame that is complete by it. */
  public void accept(byte[] bytes, int offset, int length, FrameTaker taker) {
    byte[] mark = IFacialMocapReader.END_OF_FRAME;
    for (int i = offset; i < offset + length; i++) {
      if (size == held.length) {
        // The tail stays, so that an end mark across the border is seen.
        System.arraycopy(held, size - mark.length, held, 0, mark.length);
        size = mark.length;
        dropping = true;
      }
      held[size++] = bytes[i];
      int start = size - mark.length;
      if (start >= 0 && Arrays.equals(held, start, size, mark, 0, mark.length)) {
        size = 0;
        if (dropping) {
          dropping = false;
          dropped++;
        } else if (start > 0) {
          taker.frame(held, 0, start);
        }
      }
    }
  }

  /** How many frames were dropped for being too long. */
  public long dropped() {
    return dropped;
  }
}
