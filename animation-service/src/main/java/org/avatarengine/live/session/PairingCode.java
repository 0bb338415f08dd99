package org.avatarengine.live.session;

import java.security.SecureRandom;
import java.util.Locale;

/** The names by which sources find their session. */
public final class PairingCode {

  private static final SecureRandom RANDOM = new SecureRandom();

  // Without the characters that people mistake for one another.
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  private PairingCode() {}

  /** A fresh one, {@code AVA-} and six characters. */
  static String create() {
    StringBuilder code = new StringBuilder("AVA-");
    for (int i = 0; i < 6; i++) {
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** The form in which two codes are compared: people type them in any case. */
  public static String normal(String subject) {
    return subject.strip().toUpperCase(Locale.ROOT);
  }
}
