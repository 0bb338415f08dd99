package org.avatarengine.contract.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The parts of a registration in which something may be wrong. */
public enum ErrorClass {
  /** The file: its kind, size, pixels, duration or content. */
  FILE_VALIDATION("file-validation"),
  /** The search for a face. */
  FACE_DETECTION("face-detection"),
  /** The measurement of quality, or a quality that is too low. */
  QUALITY_ASSESSMENT("quality-assessment"),
  /** The making or storing of the face entry. */
  CACHE_GENERATION("cache-generation"),
  /** The record. */
  DATABASE("database");

  private final String slug;

  ErrorClass(String slug) {
    this.slug = slug;
  }

  @JsonValue
  public String slug() {
    return slug;
  }

  /**
   * Finds the class by its slug.
   *
   * @throws IllegalArgumentException for a slug that is none
   */
  @JsonCreator
  public static ErrorClass ofSlug(String slug) {
    for (ErrorClass value : values()) {
      if (value.slug.equals(slug)) {
        return value;
      }
    }
    throw new IllegalArgumentException("no such error class: " + slug);
  }
}
