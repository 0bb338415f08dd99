package org.avatarengine.webrtc.ice;

import java.util.random.RandomGenerator;

/**
 * The name and the password of one side (RFC 8839 section 5.4).
 *
 * @param ufrag 4..256 ice-chars
 * @param password 22..256 ice-chars
 */
public record IceCredentials(String ufrag, String password) {
  private static final String ICE_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** 72 bits: nobody guesses a peer's name to flood it. */
  private static final int UFRAG_CHARS = 12;

  /** 144 bits; RFC 8445 section 5.3 asks for 128. */
  private static final int PASSWORD_CHARS = 24;

  public IceCredentials {
    if (!isUfrag(ufrag)) {
      throw new IllegalArgumentException("an ice-ufrag is 4 to 256 letters, digits, + or /");
    }
    if (!isPassword(password)) {
      throw new IllegalArgumentException("an ice-pwd is 22 to 256 letters, digits, + or /");
    }
  }

  public static IceCredentials random(RandomGenerator random) {
    return new IceCredentials(word(random, UFRAG_CHARS), word(random, PASSWORD_CHARS));
  }

  public static boolean isUfrag(String text) {
    return isIceChars(text, 4);
  }

  public static boolean isPassword(String text) {
    return isIceChars(text, 22);
  }

  private static boolean isIceChars(String text, int least) {
    if (text == null || text.length() < least || text.length() > 256) {
      return false;
    }
    return text.chars().allMatch(c -> ICE_CHARS.indexOf(c) >= 0);
  }

  private static String word(RandomGenerator random, int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
    }
    return word.toString();
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + "]";
  }
}
