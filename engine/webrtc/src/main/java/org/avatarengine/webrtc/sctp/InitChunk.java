package org.avatarengine.webrtc.sctp;

import java.util.Arrays;

/**
 * INIT and INIT ACK (RFC 9260 sections 3.3.2 and 3.3.3) with the extensions of RFC 3758 section 3.1
 * and RFC 5061 section 4.2.7.
 *
 * @param cookie null in an INIT
 * @param unrecognized parameters to report, one after the other, at most {@value #MAX_REPORT} bytes
 */
record InitChunk(
    int tag,
    long window,
    int outStreams,
    int inStreams,
    int initialTsn,
    boolean forwardTsn,
    boolean reConfig,
    byte[] cookie,
    byte[] unrecognized) {

  static final int HEADER = 20;
  static final int OWN_PARAMETERS = 12;
  private static final int MAX_REPORT = 64;
  private static final int MIN_WINDOW = 1_500;
  private static final int STATE_COOKIE = 7;
  private static final int UNRECOGNIZED_PARAMETER = 8;
  private static final int SUPPORTED_EXTENSIONS = 0x8008;
  private static final int FORWARD_TSN_SUPPORTED = 0xc000;

  /** Null when it breaks a rule of section 3.3.2. */
  static InitChunk parse(byte[] packet, int at, int length) {
    if (length < HEADER) {
      return null;
    }
    int tag = Wire.i32(packet, at + 4);
    long window = Wire.u32(packet, at + 8);
    int outStreams = Wire.u16(packet, at + 12);
    int inStreams = Wire.u16(packet, at + 14);
    if (tag == 0 || outStreams == 0 || inStreams == 0 || window < MIN_WINDOW) {
      return null;
    }
    boolean forwardTsn = false;
    boolean reConfig = false;
    byte[] cookie = null;
    byte[] unrecognized = new byte[0];
    int end = at + length;
    for (int i = at + HEADER; i + 4 <= end; ) {
      int type = Wire.u16(packet, i);
      int size = Wire.u16(packet, i + 2);
      if (size < 4 || i + size > end) {
        return null;
      }
      if (type == STATE_COOKIE) {
        cookie = Arrays.copyOfRange(packet, i + 4, i + size);
      } else if (type == FORWARD_TSN_SUPPORTED) {
        forwardTsn = true;
      } else if (type == SUPPORTED_EXTENSIONS) {
        for (int j = i + 4; j < i + size; j++) {
          forwardTsn |= Wire.u8(packet, j) == Wire.FORWARD_TSN;
          reConfig |= Wire.u8(packet, j) == Wire.RE_CONFIG;
        }
      } else if (!isKnown(type)) {
        if ((type & 0x4000) != 0 && unrecognized.length + Wire.padded(size) + 4 <= MAX_REPORT) {
          unrecognized = report(unrecognized, packet, i, size);
        }
        if ((type & 0x8000) == 0) {
          break;
        }
      }
      i += Wire.padded(size);
    }
    return new InitChunk(
        tag,
        window,
        outStreams,
        inStreams,
        Wire.i32(packet, at + 16),
        forwardTsn,
        reConfig,
        cookie,
        unrecognized);
  }

  /** What both chunks of ours begin with; ends with the extensions that we have. */
  static int write(
      PacketWriter writer, int type, int moreBytes, int tag, int window, int initialTsn) {
    int at = writer.chunk(type, 0, HEADER + OWN_PARAMETERS + moreBytes);
    byte[] buffer = writer.buffer();
    Wire.put32(buffer, at, tag);
    Wire.put32(buffer, at + 4, window);
    Wire.put16(buffer, at + 8, 65_535);
    Wire.put16(buffer, at + 10, 65_535);
    Wire.put32(buffer, at + 12, initialTsn);
    Wire.put16(buffer, at + 16, FORWARD_TSN_SUPPORTED);
    Wire.put16(buffer, at + 18, 4);
    Wire.put16(buffer, at + 20, SUPPORTED_EXTENSIONS);
    Wire.put16(buffer, at + 22, 6);
    buffer[at + 24] = (byte) Wire.FORWARD_TSN;
    buffer[at + 25] = (byte) Wire.RE_CONFIG;
    buffer[at + 26] = 0;
    buffer[at + 27] = 0;
    return at + 28;
  }

  static void writeAck(
      PacketWriter writer,
      int tag,
      int window,
      int initialTsn,
      byte[] cookie,
      byte[] unrecognized) {
    int cookieBytes = Wire.padded(4 + cookie.length);
    int at =
        write(writer, Wire.INIT_ACK, cookieBytes + unrecognized.length, tag, window, initialTsn);
    byte[] buffer = writer.buffer();
    Arrays.fill(buffer, at, at + cookieBytes, (byte) 0);
    Wire.put16(buffer, at, STATE_COOKIE);
    Wire.put16(buffer, at + 2, 4 + cookie.length);
    System.arraycopy(cookie, 0, buffer, at + 4, cookie.length);
    System.arraycopy(unrecognized, 0, buffer, at + cookieBytes, unrecognized.length);
  }

  /** Addresses (5, 6), preservative (9), reports (8), host name (11), families (12). */
  private static boolean isKnown(int type) {
    return type == 5
        || type == 6
        || type == UNRECOGNIZED_PARAMETER
        || type == 9
        || type == 11
        || type == 12;
  }

  private static byte[] report(byte[] before, byte[] packet, int at, int size) {
    byte[] all = Arrays.copyOf(before, before.length + 4 + Wire.padded(size));
    Wire.put16(all, before.length, UNRECOGNIZED_PARAMETER);
    Wire.put16(all, before.length + 2, 4 + size);
    System.arraycopy(packet, at, all, before.length + 4, size);
    return all;
  }
}
