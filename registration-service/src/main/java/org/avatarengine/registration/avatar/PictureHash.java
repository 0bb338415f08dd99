package org.avatarengine.registration.avatar;

import java.util.regex.Pattern;

/** The perceptual hash of a report, as a number that Postgres compares. */
final class PictureHash {

  /** Pictures that differ in at most this many of the 64 bits count as the same picture. */
  static final int SAME = 6;

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{16}");

  private PictureHash() {}

  /** The 64 bits of 16 hex digits; null where there are none. */
  static Long of(String hex) {
    return hex != null && HEX.matcher(hex).matches() ? Long.parseUnsignedLong(hex, 16) : null;
  }
}
