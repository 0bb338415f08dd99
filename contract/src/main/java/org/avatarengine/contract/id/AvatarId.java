package org.avatarengine.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** An avatar: a registered identity. In JSON its canonical UUID string. */
public record AvatarId(@JsonValue UUID value) {

  public AvatarId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the canonical form.
   *
   * @throws IllegalArgumentException if {@code text} is not a canonical UUID
   */
  @JsonCreator
  public static AvatarId of(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a canonical UUID: " + text);
    }
    return new AvatarId(value);
  }

  /** A fresh random id. */
  public static AvatarId random() {
    return new AvatarId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
