package org.avatarengine.registration.intake;

/** The body is not well-formed {@code multipart/form-data}, or beyond a bound. */
final class MultipartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MultipartException(String message) {
    super(message, null, false, false);
  }
}
