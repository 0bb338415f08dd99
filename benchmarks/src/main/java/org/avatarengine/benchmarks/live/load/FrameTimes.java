package org.avatarengine.benchmarks.live.load;

/**
 * Number and media time of each frame, read from its header alone: a load of a thousand viewers
 * cannot decode every face on the processor that it shares with the server.
 */
final class FrameTimes {

  private static final int KEPT = 256;
  private static final int AGE = 2;
  private static final int SEQUENCE = 4;
  private static final int KEY_TIME = 8;
  private static final int KEY_BYTES = 12;
  private static final int DELTA_TIME = 6;

  private final int[] sequences = new int[KEPT];
  private final int[] times = new int[KEPT];
  private boolean begun;
  private int newest;
  private int sequence;
  private int timeMs;

  /** Reads a frame; false when its base is not known. */
  boolean read(byte[] in, int offset, int length) {
    if (length <= DELTA_TIME) {
      throw new IllegalArgumentException("a frame of " + length + " bytes");
    }
    int age = in[offset + AGE] & 0xff;
    int low = u16(in, offset + SEQUENCE);
    if (age == 0) {
      if (length < KEY_BYTES) {
        throw new IllegalArgumentException("a key frame of " + length + " bytes");
      }
      sequence = low | u16(in, offset + SEQUENCE + 2) << 16;
      timeMs = u16(in, offset + KEY_TIME) | u16(in, offset + KEY_TIME + 2) << 16;
    } else if (!delta(in, offset, length, age, low)) {
      return false;
    }
    if (!begun || sequence - newest > 0) {
      newest = sequence;
      begun = true;
    }
    sequences[sequence & KEPT - 1] = sequence;
    times[sequence & KEPT - 1] = timeMs;
    return true;
  }

  private boolean delta(byte[] in, int offset, int length, int age, int low) {
    if (!begun) {
      return false;
    }
    int elapsed = 0;
    int at = offset + DELTA_TIME;
    for (int shift = 0; ; shift += 7) {
      if (at == offset + length || shift > 28) {
        throw new IllegalArgumentException("the time of a frame does not end");
      }
      int part = in[at++];
      elapsed |= (part & 0x7f) << shift;
      if (part >= 0) {
        break;
      }
    }
    sequence = newest + (short) (low - newest);
    int base = sequence - age;
    if (sequences[base & KEPT - 1] != base) {
      return false;
    }
    timeMs = times[base & KEPT - 1] + elapsed;
    return true;
  }

  /** Of the frame read last. */
  int sequence() {
    return sequence;
  }

  /** Of the frame read last: milliseconds since the session began. */
  long timeMs() {
    return timeMs & 0xFFFF_FFFFL;
  }

  private static int u16(byte[] in, int at) {
    return in[at] & 0xff | (in[at + 1] & 0xff) << 8;
  }
}
