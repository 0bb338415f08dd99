package org.avatarengine.benchmarks.simulate.client;

import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameMessages;

/**
 * Reads who a frame of the binary codec is without decoding it: number, media time, level. The
 * layout is that of docs/api/frame-protocol.md, version 1. For one thread.
 */
final class FrameGlance {

  /** What some bytes are. */
  enum Seen {
    NEWER,
    OLDER,
    BASE_UNKNOWN,
    NO_FRAME
  }

  private static final int FLAGS = 1;
  private static final int AGE = 2;
  private static final int SEQUENCE = 4;
  private static final int DELTA_TIME = 6;
  private static final int KEY_TIME = 8;
  private static final int KEY_HEADER = 12;
  private static final int KEPT = 256;
  private static final long MASK = 0xFFFF_FFFFL;
  private static final DetailLevel[] LEVELS = DetailLevel.values();

  private final long[] times = new long[KEPT];
  private final long[] sequences = new long[KEPT];
  private long newest = -1;
  private long sequence;
  private long timeMs;
  private DetailLevel level = DetailLevel.FULL;
  private boolean key;

  FrameGlance() {
    java.util.Arrays.fill(sequences, -1);
  }

  static boolean isKey(byte[] bytes, int offset) {
    return bytes[offset + AGE] == 0;
  }

  Seen read(byte[] bytes, int offset, int length) {
    if (length <= DELTA_TIME || bytes[offset] != FrameMessages.FRAME) {
      return Seen.NO_FRAME;
    }
    level = LEVELS[bytes[offset + FLAGS] & 3];
    int age = bytes[offset + AGE] & 0xFF;
    key = age == 0;
    if (key) {
      if (length < KEY_HEADER) {
        return Seen.NO_FRAME;
      }
      sequence = u32(bytes, offset + SEQUENCE);
      timeMs = u32(bytes, offset + KEY_TIME);
    } else {
      if (newest < 0) {
        return Seen.BASE_UNKNOWN;
      }
      int low = (bytes[offset + SEQUENCE] & 0xFF) | (bytes[offset + SEQUENCE + 1] & 0xFF) << 8;
      sequence = newest + (short) (low - (int) newest) & MASK;
      long base = sequence - age & MASK;
      int slot = (int) (base & KEPT - 1);
      if (sequences[slot] != base) {
        return Seen.BASE_UNKNOWN;
      }
      timeMs = times[slot] + elapsed(bytes, offset + DELTA_TIME, offset + length) & MASK;
    }
    boolean newer = newest < 0 || (int) (sequence - newest) > 0;
    int slot = (int) (sequence & KEPT - 1);
    sequences[slot] = sequence;
    times[slot] = timeMs;
    if (newer) {
      newest = sequence;
    }
    return newer ? Seen.NEWER : Seen.OLDER;
  }

  long sequence() {
    return sequence;
  }

  long timeMs() {
    return timeMs;
  }

  DetailLevel level() {
    return level;
  }

  boolean key() {
    return key;
  }

  private static long elapsed(byte[] bytes, int from, int end) {
    long elapsed = 0;
    int shift = 0;
    for (int at = from; at < end && shift < 35; at++, shift += 7) {
      elapsed |= (long) (bytes[at] & 0x7F) << shift;
      if (bytes[at] >= 0) {
        break;
      }
    }
    return elapsed;
  }

  private static long u32(byte[] in, int at) {
    return (in[at] & 0xFFL)
        | (in[at + 1] & 0xFFL) << 8
        | (in[at + 2] & 0xFFL) << 16
        | (in[at + 3] & 0xFFL) << 24;
  }
}
