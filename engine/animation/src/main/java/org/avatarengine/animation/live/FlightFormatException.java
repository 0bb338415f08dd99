package org.avatarengine.animation.live;

/** The bytes are no flight recording, or a damaged one; says why. */
public final class FlightFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public FlightFormatException(String message) {
    super(message);
  }
}
