package org.avatarengine.animation.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.avatarengine.contract.frame.Channel;

/**
 * Finds a number by an ASCII name, whatever its case, straight from the bytes of a packet: no
 * string is made. Never changes once made, so any thread may ask.
 */
final class NameTable {

  static final int NONE = -1;

  /** Channels by both spellings: {@code eyeBlinkLeft} and {@code eyeBlink_L}. */
  static final NameTable CHANNELS = channels();

  private static final int MAX_NAME = 40;

  private final byte[][] names;
  private final int[] values;
  private final int mask;

  NameTable(Map<String, Integer> entries) {
    int slots = Integer.highestOneBit(entries.size() * 4);
    names = new byte[slots][];
    values = new int[slots];
    mask = slots - 1;
    entries.forEach(this::put);
  }

  /** The number of the name in {@code text[from, to)}, or {@link #NONE}. */
  int find(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > MAX_NAME) {
      return NONE;
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + lower(text[i]);
    }
    for (int slot = spread(hash) & mask; names[slot] != null; slot = (slot + 1) & mask) {
      if (names[slot].length == length && same(names[slot], text, from)) {
        return values[slot];
      }
    }
    return NONE;
  }

  /** The same for a string; a string with other than ASCII characters is never found. */
  int find(String text) {
    int length = text.length();
    if (length < 1 || length > MAX_NAME) {
      return NONE;
    }
    int hash = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        return NONE;
      }
      hash = hash * 31 + lower((byte) c);
    }
    for (int slot = spread(hash) & mask; names[slot] != null; slot = (slot + 1) & mask) {
      if (names[slot].length == length && same(names[slot], text)) {
        return values[slot];
      }
    }
    return NONE;
  }

  private void put(String name, int value) {
    byte[] bytes = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    int hash = 0;
    for (byte b : bytes) {
      hash = hash * 31 + b;
    }
    int slot = spread(hash) & mask;
    while (names[slot] != null) {
      slot = (slot + 1) & mask;
    }
    names[slot] = bytes;
    values[slot] = value;
  }

  private static boolean same(byte[] name, byte[] text, int from) {
    for (int i = 0; i < name.length; i++) {
      if (name[i] != lower(text[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(byte[] name, String text) {
    for (int i = 0; i < name.length; i++) {
      if (name[i] != lower((byte) text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  private static NameTable channels() {
    var entries = new java.util.HashMap<String, Integer>();
    for (Channel channel : Channel.ALL) {
      String key = channel.key().toLowerCase(Locale.ROOT);
      entries.put(key, channel.ordinal());
      if (channel.isRotation()) {
        continue;
      }
      if (key.endsWith("left")) {
        entries.put(key.substring(0, key.length() - 4) + "_l", channel.ordinal());
      } else if (key.endsWith("right")) {
        entries.put(key.substring(0, key.length() - 5) + "_r", channel.ordinal());
      }
    }
    return new NameTable(entries);
  }
}
