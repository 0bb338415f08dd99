package org.avatarengine.gateway.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.avatarengine.platform.blob.Sha256;

/**
 * An opaque random secret that is shown once and stored as its SHA-256. It has 256 bits, so a fast
 * hash is enough.
 *
 * @param text base64url, 43 characters
 */
public record Secret(String text) {

  /** A fresh one. */
  public static Secret random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** SHA-256 of the text, hex. */
  public String hash() {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Secret";
  }
}
