package org.avatarengine.webrtc.sctp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The messages of the data channel establishment protocol (RFC 8832 section 5). */
final class Dcep {
  static final int PPID = 50;
  static final int PPID_TEXT = 51;
  static final int PPID_BINARY = 53;
  static final int PPID_EMPTY_TEXT = 56;
  static final int PPID_EMPTY_BINARY = 57;

  static final int ACK = 2;
  static final int OPEN = 3;
  private static final int OPEN_HEADER = 12;
  private static final int UNORDERED = 0x80;
  private static final int RELIABLE = 0;
  private static final int RETRANSMITS = 1;
  private static final int LIFETIME = 2;

  /** "Normal" of RFC 8831 section 6.4. Messages leave in the order in which they were given. */
  private static final int PRIORITY = 256;

  private Dcep() {}

  static byte[] ack() {
    return new byte[] {ACK};
  }

  static byte[] open(DataChannelInfo channel) {
    byte[] label = channel.label().getBytes(StandardCharsets.UTF_8);
    byte[] protocol = channel.protocol().getBytes(StandardCharsets.UTF_8);
    int type = RELIABLE;
    int limit = 0;
    if (channel.maxRetransmits() >= 0) {
      type = RETRANSMITS;
      limit = channel.maxRetransmits();
    } else if (channel.maxLifetimeMs() >= 0) {
      type = LIFETIME;
      limit = channel.maxLifetimeMs();
    }
    return ByteBuffer.allocate(OPEN_HEADER + label.length + protocol.length)
        .put((byte) OPEN)
        .put((byte) (channel.ordered() ? type : type | UNORDERED))
        .putShort((short) PRIORITY)
        .putInt(limit)
        .putShort((short) label.length)
        .putShort((short) protocol.length)
        .put(label)
        .put(protocol)
        .array();
  }

  /** Null when it is not an OPEN message as it should be. */
  static DataChannelInfo parseOpen(int stream, byte[] bytes, int offset, int length) {
    if (length < OPEN_HEADER || bytes[offset] != OPEN) {
      return null;
    }
    int type = Wire.u8(bytes, offset + 1);
    int limit = Wire.i32(bytes, offset + 4);
    int label = Wire.u16(bytes, offset + 8);
    int protocol = Wire.u16(bytes, offset + 10);
    int kind = type & ~UNORDERED;
    if (kind > LIFETIME || length != OPEN_HEADER + label + protocol) {
      return null;
    }
    // A limit of more than 31 bits is none that anybody would reach.
    int bound = limit < 0 ? Integer.MAX_VALUE : limit;
    try {
      return new DataChannelInfo(
          stream,
          text(bytes, offset + OPEN_HEADER, label),
          text(bytes, offset + OPEN_HEADER + label, protocol),
          (type & UNORDERED) == 0,
          kind == RETRANSMITS ? bound : -1,
          kind == LIFETIME ? bound : -1);
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String text(byte[] bytes, int offset, int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, offset, length))
        .toString();
  }
}
