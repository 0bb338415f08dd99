package org.avatarengine.contract.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The catalogue of everything an API answers that is not a success. The slug is the last part of
 * the problem's {@code type} URI ({@code /problems/{slug}}); each entry has a section in {@code
 * docs/api/problems.md}.
 */
public enum ProblemType {
  INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
  MISSING_FIELD("missing-field", 400, "A required field is missing"),
  UNSUPPORTED_FILE("unsupported-file", 400, "The file is of a kind that is not supported"),
  LYING_EXTENSION("lying-extension", 400, "The file is not what its name says"),
  UNREADABLE_FILE("unreadable-file", 400, "The file cannot be read"),
  IMAGE_TOO_LARGE("image-too-large", 400, "The image has too many pixels"),
  CLIP_TOO_LONG("clip-too-long", 400, "The clip is too long or has too many frames"),
  NOT_CONFIRMED("not-confirmed", 400, "The deletion is not confirmed"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid token is required"),
  REFRESH_REUSED("refresh-reused", 401, "The refresh token was used before; sign in again"),
  FORBIDDEN("forbidden", 403, "This token does not permit that"),
  NOT_FOUND("not-found", 404, "There is nothing here by that id"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "That method is not offered here"),
  NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types is offered"),
  CONFLICT("conflict", 409, "The state of the resource does not allow that"),
  SUPERSEDED("superseded", 409, "A newer attempt has taken over"),
  ERASED("erased", 410, "This avatar was erased"),
  FILE_TOO_LARGE("file-too-large", 413, "The file is too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "That media type is not accepted here"),
  MISDIRECTED("misdirected", 421, "The session lives on another instance"),
  REJECTED("rejected", 422, "The photo was examined and rejected"),
  IDEMPOTENCY_MISMATCH("idempotency-mismatch", 422, "That Idempotency-Key came with another body"),
  RATE_LIMITED("rate-limited", 429, "Too many requests"),
  INTERNAL("internal", 500, "Something went wrong on our side"),
  PROCESSING_FAILED("processing-failed", 500, "The job failed after all its attempts"),
  UPSTREAM_UNAVAILABLE("upstream-unavailable", 502, "A service behind the gateway does not answer"),
  BUSY("busy", 503, "Every worker is busy; try again shortly"),
  UNAVAILABLE("unavailable", 503, "A service this needs is not available; try again shortly"),
  UPSTREAM_TIMEOUT("upstream-timeout", 504, "A service behind the gateway took too long");

  private final String slug;
  private final int status;
  private final String title;

  ProblemType(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @JsonValue
  public String slug() {
    return slug;
  }

  /** The HTTP status, 400 to 504. */
  public int status() {
    return status;
  }

  /** The constant, human-readable title of RFC 9457. */
  public String title() {
    return title;
  }

  /** The relative URI reference that goes into a problem's {@code type}. */
  public String uri() {
    return "/problems/" + slug;
  }

  /**
   * Finds the entry by its slug.
   *
   * @throws IllegalArgumentException for a slug that is not in the catalogue
   */
  @JsonCreator
  public static ProblemType ofSlug(String slug) {
    for (ProblemType type : values()) {
      if (type.slug.equals(slug)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no such problem: " + slug);
  }
}
