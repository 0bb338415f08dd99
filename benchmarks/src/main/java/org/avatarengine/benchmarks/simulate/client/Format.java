package org.avatarengine.benchmarks.simulate.client;

/** In what form frames are asked for: a subprotocol each. */
public enum Format {
  BINARY("avatar.frame.v1"),
  JSON("avatar.json.v1"),
  MSGPACK("avatar.msgpack.v1");

  private final String subprotocol;

  Format(String subprotocol) {
    this.subprotocol = subprotocol;
  }

  /** The WebSocket subprotocol, and the protocol of the WebRTC channel. */
  public String subprotocol() {
    return subprotocol;
  }
}
