package org.avatarengine.vision.frame;

/** The decoder itself broke or ran over its bounds: a failed attempt, no verdict on the file. */
public final class FrameSourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FrameSourceException(String message) {
    super(message);
  }

  public FrameSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
