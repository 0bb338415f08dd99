package org.avatarengine.vision.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** GIF's variable-width LZW: colour indices out of sub-blocks (GIF89a, appendix F). */
final class GifLzw {

  private static final int MAX_CODES = 4096;
  private static final int NONE = -1;

  private final InputStream in;
  private final int firstBits;
  private final int clear;
  private final int end;
  private final short[] prefix = new short[MAX_CODES];
  private final byte[] suffix = new byte[MAX_CODES];
  private final byte[] stack = new byte[MAX_CODES + 1];
  private int stacked;
  private int bits;
  private int next;
  private int previous = NONE;
  private byte first;
  private int blockLeft;
  private int held;
  private int heldBits;

  GifLzw(InputStream in, int firstBits) throws RefusedImageException {
    if (firstBits < 1 || firstBits > 8) {
      throw damaged();
    }
    this.in = in;
    this.firstBits = firstBits;
    this.clear = 1 << firstBits;
    this.end = clear + 1;
    reset();
  }

  /**
   * Fills the row with colour indices.
   *
   * @throws EOFException if the data ends first
   */
  void read(byte[] row) throws IOException {
    int at = 0;
    while (at < row.length) {
      if (stacked == 0) {
        decodeCode();
      }
      while (stacked > 0 && at < row.length) {
        row[at++] = stack[--stacked];
      }
    }
  }

  /** Bytes of the current sub-block that were not read. */
  int leftOfBlock() {
    return blockLeft;
  }

  private void decodeCode() throws IOException {
    int code = readCode();
    if (code == end) {
      throw new EOFException("the GIF picture ends early");
    }
    if (code == clear) {
      reset();
      return;
    }
    if (previous == NONE) {
      if (code > end) {
        throw damaged();
      }
      first = (byte) code;
      stack[stacked++] = first;
      previous = code;
      return;
    }
    int walk = code;
    if (code >= next) {
      if (code > next) {
        throw damaged();
      }
      stack[stacked++] = first;
      walk = previous;
    }
    while (walk > end) {
      stack[stacked++] = suffix[walk];
      walk = prefix[walk];
    }
    first = (byte) walk;
    stack[stacked++] = first;
    if (next < MAX_CODES) {
      prefix[next] = (short) previous;
      suffix[next] = first;
      next++;
      if (next == 1 << bits && bits < 12) {
        bits++;
      }
    }
    previous = code;
  }

  private void reset() {
    bits = firstBits + 1;
    next = end + 1;
    previous = NONE;
  }

  private int readCode() throws IOException {
    while (heldBits < bits) {
      if (blockLeft == 0) {
        blockLeft = in.read();
        if (blockLeft <= 0) {
          throw new EOFException("the GIF file ends early");
        }
      }
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the GIF file ends early");
      }
      blockLeft--;
      held |= b << heldBits;
      heldBits += 8;
    }
    int code = held & ((1 << bits) - 1);
    held >>>= bits;
    heldBits -= bits;
    return code;
  }

  private static RefusedImageException damaged() {
    return RefusedImageException.unreadable("The GIF picture is damaged.");
  }
}
