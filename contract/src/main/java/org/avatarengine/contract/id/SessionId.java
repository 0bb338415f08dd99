package org.avatarengine.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A live session: the name of the instance that made it, a dot, and 16 random characters. The
 * gateway routes by the name without asking anybody.
 */
public record SessionId(@JsonValue String value) {

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?\\.[a-z2-7]{16}");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  public SessionId {
    Objects.requireNonNull(value, "value");
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a session id: " + value);
    }
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if {@code text} is not one
   */
  @JsonCreator
  public static SessionId of(String text) {
    return new SessionId(text);
  }

  /**
   * A fresh id.
   *
   * @param instance lower-case letters, digits and hyphens, at most 50
   */
  public static SessionId create(String instance) {
    StringBuilder text = new StringBuilder(instance).append('.');
    for (int i = 0; i < 16; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new SessionId(text.toString());
  }

  /** The instance that made the session. */
  public String instance() {
    return value.substring(0, value.indexOf('.'));
  }

  @Override
  public String toString() {
    return value;
  }
}
