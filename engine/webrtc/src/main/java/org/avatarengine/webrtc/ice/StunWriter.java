package org.avatarengine.webrtc.ice;

import static org.avatarengine.webrtc.ice.StunAttribute.HEADER_BYTES;
import static org.avatarengine.webrtc.ice.StunAttribute.MAGIC_COOKIE;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Writes a Binding message, attribute after attribute (RFC 8489 section 5 and 14). */
public final class StunWriter {
  private static final int ROOM = 1_024;

  private final ByteBuffer out = ByteBuffer.allocate(ROOM);

  /**
   * Starts a message.
   *
   * @param transaction twelve bytes
   */
  public StunWriter(StunType type, byte[] transaction) {
    if (transaction.length != StunAttribute.TRANSACTION_BYTES) {
      throw new IllegalArgumentException("a transaction has 12 bytes, not " + transaction.length);
    }
    out.putShort((short) type.code()).putShort((short) 0).putInt(MAGIC_COOKIE).put(transaction);
  }

  public StunWriter username(String username) {
    return text(StunAttribute.USERNAME, username);
  }

  public StunWriter priority(long priority) {
    header(StunAttribute.PRIORITY, 4);
    out.putInt((int) priority);
    return this;
  }

  public StunWriter useCandidate() {
    header(StunAttribute.USE_CANDIDATE, 0);
    return this;
  }

  public StunWriter controlling(long tieBreaker) {
    header(StunAttribute.ICE_CONTROLLING, 8);
    out.putLong(tieBreaker);
    return this;
  }

  public StunWriter controlled(long tieBreaker) {
    header(StunAttribute.ICE_CONTROLLED, 8);
    out.putLong(tieBreaker);
    return this;
  }

  public StunWriter mappedAddress(InetSocketAddress source) {
    byte[] address = source.getAddress().getAddress();
    header(StunAttribute.XOR_MAPPED_ADDRESS, 4 + address.length);
    out.putShort((short) (address.length == 4 ? 1 : 2));
    out.putShort((short) (source.getPort() ^ MAGIC_COOKIE >>> 16));
    for (int i = 0; i < address.length; i++) {
      out.put((byte) (address[i] ^ out.get(4 + i)));
    }
    return this;
  }

  public StunWriter error(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    header(StunAttribute.ERROR_CODE, 4 + words.length);
    out.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100)).put(words);
    return pad(words.length);
  }

  public StunWriter unknownAttributes(int[] types) {
    header(StunAttribute.UNKNOWN_ATTRIBUTES, 2 * types.length);
    for (int type : types) {
      out.putShort((short) type);
    }
    return pad(2 * types.length);
  }

  /** Closes the message with MESSAGE-INTEGRITY and FINGERPRINT. */
  public byte[] signed(StunIntegrity key) {
    byte[] sum = key.sum(out.array(), out.position());
    header(StunAttribute.MESSAGE_INTEGRITY, sum.length);
    out.put(sum);
    // The checksum covers the length of the whole message, its own attribute counted.
    out.putShort(2, (short) (out.position() + 8 - HEADER_BYTES));
    CRC32 crc = new CRC32();
    crc.update(out.array(), 0, out.position());
    header(StunAttribute.FINGERPRINT, 4);
    out.putInt((int) crc.getValue() ^ StunAttribute.FINGERPRINT_XOR);
    return Arrays.copyOf(out.array(), out.position());
  }

  private StunWriter text(int type, String value) {
    byte[] words = value.getBytes(StandardCharsets.UTF_8);
    header(type, words.length);
    out.put(words);
    return pad(words.length);
  }

  private void header(int type, int length) {
    out.putShort((short) type).putShort((short) length);
  }

  private StunWriter pad(int length) {
    for (int i = length; i % 4 != 0; i++) {
      out.put((byte) 0);
    }
    return this;
  }
}
