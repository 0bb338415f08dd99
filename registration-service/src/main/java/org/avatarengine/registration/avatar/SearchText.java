package org.avatarengine.registration.avatar;

import java.util.Locale;

/**
 * What a search looks through: the name and the tags in lower case, a line each. No name and no tag
 * holds a line's end, so nothing is found across two of them.
 */
final class SearchText {

  private SearchText() {}

  static String of(Profile profile) {
    StringBuilder text = new StringBuilder(profile.name());
    profile.tags().forEach(tag -> text.append('\n').append(tag));
    return fold(text.toString());
  }

  /** The pattern for {@code like … escape '!'} that finds a text anywhere. */
  static String pattern(String wanted) {
    return "%" + fold(wanted).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
