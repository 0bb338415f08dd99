package org.avatarengine.animation.live;

/** In what form a viewer gets its frames. */
public enum WireFormat {
  /** The binary codec, subprotocol {@code avatar.frame.v1}. */
  BINARY,
  /** Subprotocol {@code avatar.json.v1}. */
  JSON,
  /** Subprotocol {@code avatar.msgpack.v1}. */
  MESSAGE_PACK,
  /** Live Link Face packets, version 6, over UDP. */
  LIVE_LINK,
  /** VMC bundles over UDP. */
  VMC
}
