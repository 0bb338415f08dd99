package org.avatarengine.webrtc.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY with a short-term key (RFC 8489 section 14.5): HMAC-SHA1 over the message with
 * the length that it has up to and with this attribute. Not thread-safe.
 */
public final class StunIntegrity {
  static final int BYTES = 20;

  private final Mac mac;

  public StunIntegrity(String password) {
    try {
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA1", e);
    }
  }

  /** Whether the attribute that starts at {@code at} is right for the message. */
  boolean verifies(byte[] message, int at) {
    byte[] expected = sum(message, at);
    byte[] found = new byte[BYTES];
    System.arraycopy(message, at + 4, found, 0, BYTES);
    return MessageDigest.isEqual(expected, found);
  }

  /** The sum of a message whose attributes up to {@code at} are written. */
  byte[] sum(byte[] message, int at) {
    int length = at + 4 + BYTES - StunAttribute.HEADER_BYTES;
    mac.update(message, 0, 2);
    mac.update((byte) (length >>> 8));
    mac.update((byte) length);
    mac.update(message, 4, at - 4);
    return mac.doFinal();
  }
}
