package org.avatarengine.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A user of the gateway, the owner of avatars and jobs. In JSON its canonical UUID string. */
public record UserId(@JsonValue UUID value) {

  public UserId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the canonical form.
   *
   * @throws IllegalArgumentException if {@code text} is not a canonical UUID
   */
  @JsonCreator
  public static UserId of(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a canonical UUID: " + text);
    }
    return new UserId(value);
  }

  /** A fresh random id. */
  public static UserId random() {
    return new UserId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
