package org.avatarengine.contract.frame;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The frame for simple clients: JSON {@code {"seq":n,"t":ms,"values":[61 numbers]}} and the same as
 * MessagePack; with a rig also {@code "targets":[…]} in the order of its published table. Allocates
 * nothing after it was made.
 */
public final class FrameText {

  private static final byte[] SEQUENCE = ascii("{\"seq\":");
  private static final byte[] TIME = ascii(",\"t\":");
  private static final byte[] VALUES = ascii(",\"values\":[");
  private static final byte[] TARGETS = ascii("],\"targets\":[");
  private static final byte[] END = ascii("]}");
  private static final byte[] PACKED_SEQUENCE = packed("seq");
  private static final byte[] PACKED_TIME = packed("t");
  private static final byte[] PACKED_VALUES = packed("values");
  private static final byte[] PACKED_TARGETS = packed("targets");

  /** Five decimals tell 100,000 steps of a range apart; the codec has 255. */
  private static final int DECIMALS = 100_000;

  private final float[] values = new float[Channel.COUNT];

  public FrameText() {}

  /**
   * Writes UTF-8 JSON. A number has at most five decimals, without needless zeros, and lies within
   * ±9999; NaN is 0.
   *
   * @param targets the rig's values, or null
   * @param targetCount how many of them
   * @return how many bytes were written; at most 16 for each number and 64 more
   */
  public int json(QuantizedFrame frame, float[] targets, int targetCount, byte[] out, int offset) {
    room(targets, targetCount, out, offset);
    frame.toValues(values);
    int at = put(SEQUENCE, out, offset);
    at = integer(frame.sequence(), out, at);
    at = put(TIME, out, at);
    at = integer(frame.timeMs(), out, at);
    at = put(VALUES, out, at);
    at = numbers(values, Channel.COUNT, out, at);
    if (targets != null) {
      at = put(TARGETS, out, at);
      at = numbers(targets, targetCount, out, at);
    }
    return put(END, out, at) - offset;
  }

  /** Writes MessagePack with float 32 numbers; otherwise as {@link #json}. */
  public int messagePack(
      QuantizedFrame frame, float[] targets, int targetCount, byte[] out, int offset) {
    room(targets, targetCount, out, offset);
    frame.toValues(values);
    int at = offset;
    out[at++] = (byte) (targets == null ? 0x83 : 0x84);
    at = put(PACKED_SEQUENCE, out, at);
    at = unsigned(frame.sequence(), out, at);
    at = put(PACKED_TIME, out, at);
    at = unsigned(frame.timeMs(), out, at);
    at = put(PACKED_VALUES, out, at);
    at = floats(values, Channel.COUNT, out, at);
    if (targets != null) {
      at = put(PACKED_TARGETS, out, at);
      at = floats(targets, targetCount, out, at);
    }
    return at - offset;
  }

  private static void room(float[] targets, int targetCount, byte[] out, int offset) {
    int count = 0;
    if (targets != null) {
      Objects.checkFromIndexSize(0, targetCount, Math.min(targets.length, 0xffff));
      count = targetCount;
    }
    Objects.checkFromIndexSize(offset, 16 * (Channel.COUNT + count) + 64, out.length);
  }

  private static int numbers(float[] from, int count, byte[] out, int offset) {
    int at = offset;
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out[at++] = ',';
      }
      at = decimal(from[i], out, at);
    }
    return at;
  }

  private static int decimal(float value, byte[] out, int offset) {
    int at = offset;
    float bounded = value >= -9999 ? Math.min(value, 9999) : value < -9999 ? -9999 : 0;
    int scaled = (int) (Math.abs(bounded) * (double) DECIMALS + .5);
    if (bounded < 0 && scaled > 0) {
      out[at++] = '-';
    }
    at = integer(scaled / DECIMALS, out, at);
    int rest = scaled % DECIMALS;
    if (rest == 0) {
      return at;
    }
    out[at++] = '.';
    for (int unit = DECIMALS / 10; rest > 0; unit /= 10) {
      out[at++] = (byte) ('0' + rest / unit);
      rest %= unit;
    }
    return at;
  }

  private static int integer(long value, byte[] out, int offset) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = offset + digits - 1; i >= offset; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return offset + digits;
  }

  private static int unsigned(long value, byte[] out, int offset) {
    int at = offset;
    if (value < 0x80) {
      out[at++] = (byte) value;
      return at;
    }
    int bytes = value < 0x100 ? 1 : value < 0x1_0000 ? 2 : 4;
    out[at++] = (byte) (bytes == 1 ? 0xcc : bytes == 2 ? 0xcd : 0xce);
    return big(value, bytes, out, at);
  }

  private static int floats(float[] from, int count, byte[] out, int offset) {
    int at = offset;
    out[at++] = (byte) 0xdc;
    at = big(count, 2, out, at);
    for (int i = 0; i < count; i++) {
      out[at++] = (byte) 0xca;
      at = big(Float.floatToIntBits(from[i]), 4, out, at);
    }
    return at;
  }

  private static int big(long value, int bytes, byte[] out, int offset) {
    for (int i = 0; i < bytes; i++) {
      out[offset + i] = (byte) (value >>> 8 * (bytes - 1 - i));
    }
    return offset + bytes;
  }

  private static int put(byte[] text, byte[] out, int offset) {
    System.arraycopy(text, 0, out, offset, text.length);
    return offset + text.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] packed(String key) {
    byte[] bytes = ascii(" " + key);
    bytes[0] = (byte) (0xa0 | key.length());
    return bytes;
  }
}
