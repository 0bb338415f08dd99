package org.avatarengine.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** A job of job-service. In JSON its canonical UUID string. */
public record JobId(@JsonValue UUID value) {

  public JobId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the canonical form.
   *
   * @throws IllegalArgumentException if {@code text} is not a canonical UUID
   */
  @JsonCreator
  public static JobId of(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a canonical UUID: " + text);
    }
    return new JobId(value);
  }

  /** A fresh random id. */
  public static JobId random() {
    return new JobId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
