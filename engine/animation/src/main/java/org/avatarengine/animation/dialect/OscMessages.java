package org.avatarengine.animation.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks OSC 1.0 packets: single messages and bundles in bundles, big-endian, everything padded to
 * four bytes. Holds the message that is being looked at; allocates nothing.
 */
final class OscMessages {

  /** Looks at one message. */
  interface Visitor {
    /** Returns false to stop: the message is damaged. */
    boolean message(OscMessages message);

    /** A bundle begins; {@code timeTag} is NTP time, 1 for at once. */
    void bundle(long timeTag);
  }

  static final int MAX_DEPTH = 8;
  private static final int MAX_ARGUMENTS = 16;

  /** An argument of a type that is not of OSC 1.0: what follows it cannot be found. */
  private static final int UNKNOWN = -2;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] BUNDLE = {'#', 'b', 'u', 'n', 'd', 'l', 'e', 0};

  private byte[] packet = {};
  private int addressFrom;
  private int addressTo;
  private int count;
  private final byte[] types = new byte[MAX_ARGUMENTS];
  private final int[] from = new int[MAX_ARGUMENTS];
  private final int[] to = new int[MAX_ARGUMENTS];

  /** Walks a packet; returns false when it is damaged. */
  boolean walk(byte[] bytes, int offset, int length, Visitor visitor) {
    packet = bytes;
    return element(offset, offset + length, 0, visitor);
  }

  /** Whether the address is this one. */
  boolean at(byte[] address) {
    return java.util.Arrays.equals(packet, addressFrom, addressTo, address, 0, address.length);
  }

  int arguments() {
    return count;
  }

  boolean isText(int index) {
    return index < count && types[index] == 's';
  }

  /** The number of the name that an argument is, or {@link NameTable#NONE}. */
  int find(NameTable table, int index) {
    return table.find(packet, from[index], to[index]);
  }

  /** A number argument; NaN when it is none. */
  float number(int index) {
    if (index >= count) {
      return Float.NaN;
    }
    return switch (types[index]) {
      case 'f' -> Float.intBitsToFloat((int) INT.get(packet, from[index]));
      case 'i' -> (int) INT.get(packet, from[index]);
      case 'd' -> (float) Double.longBitsToDouble((long) LONG.get(packet, from[index]));
      case 'h' -> (long) LONG.get(packet, from[index]);
      case 'T' -> 1;
      case 'F' -> 0;
      default -> Float.NaN;
    };
  }

  private boolean element(int start, int end, int depth, Visitor visitor) {
    if (end - start < 4 || (end - start) % 4 != 0) {
      return false;
    }
    if (packet[start] != '#') {
      return message(start, end) && visitor.message(this);
    }
    if (depth >= MAX_DEPTH
        || end - start < 16
        || !java.util.Arrays.equals(packet, start, start + 8, BUNDLE, 0, 8)) {
      return false;
    }
    visitor.bundle((long) LONG.get(packet, start + 8));
    int pos = start + 16;
    while (pos < end) {
      if (end - pos < 4) {
        return false;
      }
      int size = (int) INT.get(packet, pos);
      pos += 4;
      if (size < 4 || size > end - pos || !element(pos, pos + size, depth + 1, visitor)) {
        return false;
      }
      pos += size;
    }
    return true;
  }

  private boolean message(int start, int end) {
    count = 0;
    if (packet[start] != '/') {
      return false;
    }
    addressFrom = start;
    addressTo = textEnd(start, end);
    if (addressTo < 0) {
      return false;
    }
    int tags = padded(start, addressTo);
    if (tags >= end) {
      return true;
    }
    int tagsEnd = packet[tags] == ',' ? textEnd(tags, end) : -1;
    if (tagsEnd < 0) {
      return false;
    }
    int pos = padded(tags, tagsEnd);
    for (int tag = tags + 1; tag < tagsEnd && count < MAX_ARGUMENTS; tag++) {
      int next = argument(packet[tag], pos, end);
      if (next < 0) {
        return next == UNKNOWN;
      }
      pos = next;
    }
    return true;
  }

  private int argument(byte type, int pos, int end) {
    int size =
        switch (type) {
          case 'i', 'f', 'r', 'c', 'm' -> 4;
          case 'd', 'h', 't' -> 8;
          case 'T', 'F', 'N', 'I' -> 0;
          case 's', 'S' -> {
            int text = textEnd(pos, end);
            yield text < 0 ? -1 : padded(pos, text) - pos;
          }
          case 'b' -> {
            int bytes = end - pos < 4 ? -1 : (int) INT.get(packet, pos);
            yield bytes < 0 || bytes > end - pos - 4 ? -1 : 4 + ((bytes + 3) & ~3);
          }
          default -> UNKNOWN;
        };
    if (size == UNKNOWN) {
      return UNKNOWN;
    }
    if (size < 0 || size > end - pos) {
      return -1;
    }
    types[count] = type == 'S' ? (byte) 's' : type;
    from[count] = pos;
    to[count] = types[count] == 's' ? textEnd(pos, end) : pos + size;
    count++;
    return pos + size;
  }

  /** Where the text's closing zero is, or −1. */
  private int textEnd(int start, int end) {
    for (int i = start; i < end; i++) {
      if (packet[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int padded(int start, int textEnd) {
    return start + ((textEnd - start) / 4 + 1) * 4;
  }
}
