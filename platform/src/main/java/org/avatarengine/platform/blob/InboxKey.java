package org.avatarengine.platform.blob;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an outside producer laid an original down: {@code inbox/{producer}/{name}}.
 *
 * @param producer 1 to 64 of {@code a-z 0-9 -}
 * @param name 1 to 128 of {@code A-Z a-z 0-9 . _ -}, not only dots
 */
public record InboxKey(String producer, String name) {

  private static final Pattern PRODUCER = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern NAME = Pattern.compile("(?!\\.+\\z)[A-Za-z0-9._-]{1,128}");
  private static final Pattern PATH = Pattern.compile("inbox/([^/]*)/([^/]*)");

  public InboxKey {
    if (!PRODUCER.matcher(producer).matches()) {
      throw new IllegalArgumentException(
          "the producer must be 1 to 64 lower-case letters, digits or hyphens");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name must be 1 to 128 letters, digits, dots, underscores or hyphens, not only dots");
    }
  }

  /**
   * Reads the path form; nothing is tidied or decoded.
   *
   * @throws IllegalArgumentException if {@code path} is not {@code inbox/producer/name}
   */
  public static InboxKey of(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      throw new IllegalArgumentException("an inbox key is inbox/{producer}/{name}");
    }
    return new InboxKey(parts.group(1), parts.group(2));
  }

  /** {@code inbox/producer/name}, with forward slashes. */
  public String path() {
    return "inbox/" + producer + "/" + name;
  }

  @Override
  public String toString() {
    return path();
  }
}
