package org.avatarengine.animation.live;

/** Why a connection ended: a WebSocket close code and a metric tag each. */
public enum CloseReason {
  /** The session was closed by its owner. */
  SESSION_CLOSED(4000, "session-closed"),
  /** The session is on another instance now; come back with the resume token. */
  MOVED(4001, "moved"),
  /** No sign of life in time. */
  SILENT(4002, "silent"),
  /** The other side broke the protocol. */
  PROTOCOL(4003, "protocol"),
  /** The token ran out. */
  TOKEN_EXPIRED(4004, "token-expired"),
  /** As many viewers as there may be. */
  FULL(4005, "full"),
  /** The same viewer came back by another connection. */
  REPLACED(4006, "replaced"),
  /** The instance stops; come back with the resume token. */
  GOING_AWAY(1001, "going-away"),
  /** The other side went. */
  LEFT(1000, "left");

  private final int code;
  private final String tag;

  CloseReason(int code, String tag) {
    this.code = code;
    this.tag = tag;
  }

  /** The WebSocket close code. */
  public int code() {
    return code;
  }

  /** The name in metrics and in the close frame. */
  public String tag() {
    return tag;
  }
}
