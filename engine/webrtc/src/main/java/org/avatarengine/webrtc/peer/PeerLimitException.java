package org.avatarengine.webrtc.peer;

/** As many peers as there may be. */
public final class PeerLimitException extends Exception {
  private static final long serialVersionUID = 1L;

  public PeerLimitException(String message) {
    super(message);
  }
}
