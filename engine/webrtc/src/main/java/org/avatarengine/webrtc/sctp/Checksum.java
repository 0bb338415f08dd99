package org.avatarengine.webrtc.sctp;

import java.util.zip.CRC32C;

/** CRC32c of a packet (RFC 9260 section 6.8 and appendix A). */
final class Checksum {
  private static final int FIELD = 8;
  private static final byte[] ZEROS = new byte[4];

  private final CRC32C crc = new CRC32C();

  /** The field's value as it stands in the packet; the field itself counts as zero. */
  int of(byte[] packet, int offset, int length) {
    crc.reset();
    crc.update(packet, offset, FIELD);
    crc.update(ZEROS, 0, ZEROS.length);
    crc.update(packet, offset + Wire.COMMON_HEADER, length - Wire.COMMON_HEADER);
    return Integer.reverseBytes((int) crc.getValue());
  }

  boolean matches(byte[] packet, int offset, int length) {
    return Wire.i32(packet, offset + FIELD) == of(packet, offset, length);
  }

  void write(byte[] packet, int offset, int length) {
    Wire.put32(packet, offset + FIELD, of(packet, offset, length));
  }
}
