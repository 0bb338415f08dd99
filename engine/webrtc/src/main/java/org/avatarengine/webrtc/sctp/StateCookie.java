package org.avatarengine.webrtc.sctp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * All that an INIT leaves behind, kept by the other side and signed with HMAC-SHA256 (RFC 9260
 * section 5.1.3): an INIT costs no memory here.
 */
final class StateCookie {
  static final int MAC_BYTES = 32;
  private static final long LIFETIME_US = 60_000_000;
  private static final int BODY_BYTES = 46;
  private static final int FORWARD_TSN = 1;
  private static final int RE_CONFIG = 2;
  private static final int NOTHING = 0;

  /** What it holds. The tie tags are those of an association that existed, or 0. */
  record Content(
      int localPort,
      int peerPort,
      int localTag,
      int localTsn,
      int tieLocalTag,
      int tiePeerTag,
      InitChunk peer) {}

  /** What became of a cookie that came back. */
  sealed interface Opened {
    record Genuine(Content content) implements Opened {}

    /** Ours, but too old by that much. */
    record Stale(Content content, long byUs) implements Opened {}

    record Forged() implements Opened {}
  }

  private final RandomGenerator random;
  private Mac mac;

  /** The secret is drawn when first needed; an association has its own. */
  StateCookie(RandomGenerator random) {
    this.random = random;
  }

  byte[] seal(Content content, long nowUs) {
    InitChunk peer = content.peer();
    ByteBuffer body = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES);
    body.put(
        (byte)
            ((peer.forwardTsn() ? FORWARD_TSN : NOTHING)
                | (peer.reConfig() ? RE_CONFIG : NOTHING)));
    body.put((byte) 0);
    body.putShort((short) content.localPort()).putShort((short) content.peerPort());
    body.putShort((short) peer.outStreams()).putShort((short) peer.inStreams());
    body.putLong(nowUs);
    body.putInt(content.localTag()).putInt(content.localTsn());
    body.putInt(content.tieLocalTag()).putInt(content.tiePeerTag());
    body.putInt(peer.tag()).putInt(peer.initialTsn()).putInt((int) peer.window());
    body.put(sign(body.array(), 0));
    return body.array();
  }

  Opened open(byte[] packet, int offset, int length, long nowUs) {
    if (length != BODY_BYTES + MAC_BYTES
        || !MessageDigest.isEqual(
            sign(packet, offset),
            Arrays.copyOfRange(packet, offset + BODY_BYTES, offset + length))) {
      return new Opened.Forged();
    }
    ByteBuffer body = ByteBuffer.wrap(packet, offset, BODY_BYTES);
    int flags = body.getShort() >>> 8;
    int localPort = body.getShort() & 0xffff;
    int peerPort = body.getShort() & 0xffff;
    int outStreams = body.getShort() & 0xffff;
    int inStreams = body.getShort() & 0xffff;
    long createdUs = body.getLong();
    int localTag = body.getInt();
    int localTsn = body.getInt();
    int tieLocalTag = body.getInt();
    int tiePeerTag = body.getInt();
    int peerTag = body.getInt();
    int peerTsn = body.getInt();
    long window = body.getInt() & 0xffff_ffffL;
    Content content =
        new Content(
            localPort,
            peerPort,
            localTag,
            localTsn,
            tieLocalTag,
            tiePeerTag,
            new InitChunk(
                peerTag,
                window,
                outStreams,
                inStreams,
                peerTsn,
                (flags & FORWARD_TSN) != 0,
                (flags & RE_CONFIG) != 0,
                null,
                new byte[0]));
    long lateUs = nowUs - createdUs - LIFETIME_US;
    return lateUs > 0 ? new Opened.Stale(content, lateUs) : new Opened.Genuine(content);
  }

  private byte[] sign(byte[] bytes, int offset) {
    try {
      if (mac == null) {
        byte[] secret = new byte[MAC_BYTES];
        random.nextBytes(secret);
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java", e);
    }
    mac.update(bytes, offset, BODY_BYTES);
    return mac.doFinal();
  }
}
