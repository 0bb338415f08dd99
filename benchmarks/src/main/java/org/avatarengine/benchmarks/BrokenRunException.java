package org.avatarengine.benchmarks;

/** A run whose figures would mean nothing; the message is one line for a person. */
public final class BrokenRunException extends RuntimeException {

  public BrokenRunException(String message) {
    super(message);
  }

  public BrokenRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
