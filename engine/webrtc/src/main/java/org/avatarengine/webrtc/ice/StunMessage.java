package org.avatarengine.webrtc.ice;

import static org.avatarengine.webrtc.ice.StunAttribute.COMPREHENSION_OPTIONAL;
import static org.avatarengine.webrtc.ice.StunAttribute.HEADER_BYTES;
import static org.avatarengine.webrtc.ice.StunAttribute.MAGIC_COOKIE;
import static org.avatarengine.webrtc.ice.StunAttribute.TRANSACTION_BYTES;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * A Binding message as it came (RFC 8489 section 5): where its attributes lie in a copy of its
 * bytes. What stands behind MESSAGE-INTEGRITY is ignored, FINGERPRINT excepted (section 14.5).
 */
public final class StunMessage {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Checks are some 100 bytes; nobody needs more. */
  private static final int MAX_BYTES = 1_280;

  private static final int MAX_UNKNOWN = 8;

  private final byte[] bytes;
  private final StunType type;
  private int username = -1;
  private int usernameLength;
  private int integrity = -1;
  private int priority = -1;
  private int tieBreaker = -1;
  private boolean controlling;
  private boolean useCandidate;
  private int xorMapped = -1;
  private int xorMappedLength;
  private int errorCode = -1;
  private final int[] unknown = new int[MAX_UNKNOWN];
  private int unknownCount;

  private StunMessage(byte[] bytes, StunType type) {
    this.bytes = bytes;
    this.type = type;
  }

  /** Whether a datagram is STUN at all (RFC 7983: first byte 0..3, and the magic cookie). */
  public static boolean looksLike(byte[] datagram, int offset, int length) {
    return length >= HEADER_BYTES
        && datagram[offset] >= 0
        && datagram[offset] <= 3
        && (int) INT.get(datagram, offset + 4) == MAGIC_COOKIE;
  }

  /** Reads a datagram; empty when it is not a well-formed Binding message. */
  public static Optional<StunMessage> parse(byte[] datagram, int offset, int length) {
    if (!looksLike(datagram, offset, length) || length > MAX_BYTES || length % 4 != 0) {
      return Optional.empty();
    }
    StunType type = StunType.of((short) SHORT.get(datagram, offset) & 0xFFFF);
    int body = (short) SHORT.get(datagram, offset + 2) & 0xFFFF;
    if (type == null || body != length - HEADER_BYTES) {
      return Optional.empty();
    }
    StunMessage message =
        new StunMessage(Arrays.copyOfRange(datagram, offset, offset + length), type);
    return message.index() ? Optional.of(message) : Optional.empty();
  }

  private boolean index() {
    int at = HEADER_BYTES;
    while (at < bytes.length) {
      if (at + 4 > bytes.length) {
        return false;
      }
      int attribute = (short) SHORT.get(bytes, at) & 0xFFFF;
      int length = (short) SHORT.get(bytes, at + 2) & 0xFFFF;
      int value = at + 4;
      int next = value + (length + 3 & ~3);
      if (next > bytes.length) {
        return false;
      }
      if (integrity >= 0) {
        if (attribute == StunAttribute.FINGERPRINT) {
          return isFingerprintRight(value, length, next);
        }
      } else if (!take(attribute, value, length, next)) {
        return false;
      }
      at = next;
    }
    return true;
  }

  private boolean take(int attribute, int value, int length, int next) {
    switch (attribute) {
      case StunAttribute.USERNAME -> {
        username = value;
        usernameLength = length;
      }
      case StunAttribute.MESSAGE_INTEGRITY -> {
        integrity = value - 4;
        return length == StunIntegrity.BYTES;
      }
      case StunAttribute.PRIORITY -> {
        priority = value;
        return length == 4;
      }
      case StunAttribute.USE_CANDIDATE -> useCandidate = true;
      case StunAttribute.ICE_CONTROLLED, StunAttribute.ICE_CONTROLLING -> {
        tieBreaker = value;
        controlling = attribute == StunAttribute.ICE_CONTROLLING;
        return length == 8;
      }
      case StunAttribute.XOR_MAPPED_ADDRESS -> {
        xorMapped = value;
        xorMappedLength = length;
        return length == 8 || length == 20;
      }
      case StunAttribute.ERROR_CODE -> {
        if (length < 4) {
          return false;
        }
        errorCode = (bytes[value + 2] & 7) * 100 + (bytes[value + 3] & 0xFF);
      }
      case StunAttribute.FINGERPRINT -> {
        return isFingerprintRight(value, length, next);
      }
      case StunAttribute.UNKNOWN_ATTRIBUTES -> {}
      default -> {
        if (attribute < COMPREHENSION_OPTIONAL && unknownCount < MAX_UNKNOWN) {
          unknown[unknownCount++] = attribute;
        }
      }
    }
    return true;
  }

  private boolean isFingerprintRight(int value, int length, int next) {
    if (length != 4 || next != bytes.length) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, value - 4);
    return ((int) crc.getValue() ^ StunAttribute.FINGERPRINT_XOR) == (int) INT.get(bytes, value);
  }

  public StunType type() {
    return type;
  }

  /** The twelve bytes that join an answer to its request. */
  public byte[] transaction() {
    return Arrays.copyOfRange(bytes, 8, 8 + TRANSACTION_BYTES);
  }

  public Optional<String> username() {
    return username < 0
        ? Optional.empty()
        : Optional.of(new String(bytes, username, usernameLength, StandardCharsets.UTF_8));
  }

  /** Whether MESSAGE-INTEGRITY is there and was made with that key. */
  public boolean isSignedWith(StunIntegrity key) {
    return integrity >= 0 && key.verifies(bytes, integrity);
  }

  public OptionalLong priority() {
    return priority < 0
        ? OptionalLong.empty()
        : OptionalLong.of(Integer.toUnsignedLong((int) INT.get(bytes, priority)));
  }

  public boolean useCandidate() {
    return useCandidate;
  }

  /** Whether the sender says that it controls; false also when it says nothing. */
  public boolean isFromControlling() {
    return tieBreaker >= 0 && controlling;
  }

  /** Whether the sender says that it is controlled. */
  public boolean isFromControlled() {
    return tieBreaker >= 0 && !controlling;
  }

  public OptionalLong tieBreaker() {
    return tieBreaker < 0
        ? OptionalLong.empty()
        : OptionalLong.of((long) LONG.get(bytes, tieBreaker));
  }

  /** 300..699, or −1. */
  public int errorCode() {
    return errorCode;
  }

  /** Attributes that had to be understood and were not; at most eight are kept. */
  public int[] unknownAttributes() {
    return Arrays.copyOf(unknown, unknownCount);
  }

  /** XOR-MAPPED-ADDRESS (RFC 8489 section 14.2). */
  public Optional<InetSocketAddress> mappedAddress() {
    if (xorMapped < 0) {
      return Optional.empty();
    }
    int port = ((short) SHORT.get(bytes, xorMapped + 2) ^ MAGIC_COOKIE >>> 16) & 0xFFFF;
    int size = bytes[xorMapped + 1] == 1 ? 4 : 16;
    if (xorMappedLength != 4 + size) {
      return Optional.empty();
    }
    byte[] address = new byte[size];
    for (int i = 0; i < size; i++) {
      // The magic cookie and the transaction stand side by side in the header, in that order.
      address[i] = (byte) (bytes[xorMapped + 4 + i] ^ bytes[4 + i]);
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is one", e);
    }
  }
}
