package org.avatarengine.webrtc.dtls;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Holds a client's ChangeCipherSpec, and what is encrypted after it, back from BouncyCastle until
 * the rest of the client's flight has come (RFC 6347 section 4.2.4: Certificate, ClientKeyExchange,
 * CertificateVerify).
 *
 * <p>BouncyCastle's server turns to the new keys at ChangeCipherSpec as soon as it knows the key
 * exchange, and drops what comes in the clear from then on. Were only CertificateVerify lost, it
 * would wait for it to the end of its patience, however often the client repeats it.
 */
final class CipherChangeGate {
  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;

  /** Certificate, CertificateVerify, ClientKeyExchange. */
  private static final int[] AWAITED = {11, 15, 16};

  /** ChangeCipherSpec and Finished, twice. */
  private static final int MOST_HELD = 4;

  private final ArrayDeque<byte[]> held = new ArrayDeque<>();

  /** Bytes from the start of each message on that came; −1 when it came whole. */
  private final int[] came = new int[AWAITED.length];

  private boolean open;

  /** What of a datagram may be read now: itself, a part of it, or nothing, which has no bytes. */
  byte[] pass(byte[] datagram) {
    if (open) {
      return datagram;
    }
    byte[] passed = new byte[datagram.length];
    int length = 0;
    int at = 0;
    while (at + RECORD_HEADER <= datagram.length) {
      int end = Math.min(datagram.length, at + RECORD_HEADER + u16(datagram, at + 11));
      boolean clear = u16(datagram, at + 3) == 0;
      if (!open && (!clear || datagram[at] == CHANGE_CIPHER_SPEC)) {
        if (held.size() < MOST_HELD) {
          held.add(Arrays.copyOfRange(datagram, at, end));
        }
      } else {
        if (clear && datagram[at] == HANDSHAKE) {
          note(datagram, at + RECORD_HEADER, end);
        }
        System.arraycopy(datagram, at, passed, length, end - at);
        length += end - at;
      }
      at = end;
    }
    return Arrays.copyOf(passed, length);
  }

  /** What was held and may be read after all, or null. */
  byte[] next() {
    return open ? held.poll() : null;
  }

  private void note(byte[] record, int from, int end) {
    int at = from;
    while (at + MESSAGE_HEADER <= end) {
      int length = u24(record, at + 1);
      int offset = u24(record, at + 6);
      int part = u24(record, at + 9);
      if (at + MESSAGE_HEADER + part > end) {
        return;
      }
      int which = Arrays.binarySearch(AWAITED, record[at]);
      if (which >= 0 && came[which] >= offset) {
        came[which] = Math.max(came[which], offset + part);
        if (came[which] >= length) {
          came[which] = -1;
        }
      }
      at += MESSAGE_HEADER + part;
    }
    open = Arrays.stream(came).allMatch(bytes -> bytes < 0);
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static int u24(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 16 | u16(bytes, at + 1);
  }
}
