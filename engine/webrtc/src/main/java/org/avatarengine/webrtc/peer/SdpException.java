package org.avatarengine.webrtc.peer;

/** An offer that cannot be answered; the message says why in words for its sender. */
public final class SdpException extends Exception {
  private static final long serialVersionUID = 1L;

  public SdpException(String message) {
    super(message);
  }
}
