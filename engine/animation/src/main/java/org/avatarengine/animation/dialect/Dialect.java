package org.avatarengine.animation.dialect;

import com.fasterxml.jackson.annotation.JsonValue;

/** A tracking protocol that is spoken outside. */
public enum Dialect {
  LIVE_LINK("live-link-face"),
  IFACIALMOCAP("ifacialmocap"),
  VMC("vmc"),
  VTUBE_STUDIO("vtube-studio"),
  MEDIAPIPE("mediapipe"),
  AZURE("azure"),
  LIVE_LINK_CSV("live-link-csv"),
  /** Our own frames, over WebSocket or data channel. */
  AVATAR("avatar");

  private final String key;

  Dialect(String key) {
    this.key = key;
  }

  /** The name in JSON and metrics. */
  @JsonValue
  public String key() {
    return key;
  }
}
