package org.avatarengine.stack;

/** The stack could not start; the message is one plain line that a person can act on. */
public final class StackStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StackStartException(String message) {
    super(message);
  }

  StackStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
