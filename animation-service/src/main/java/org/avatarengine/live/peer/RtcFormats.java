package org.avatarengine.live.peer;

import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.webrtc.peer.PeerCloseReason;

/** WebRTC's words in ours. */
final class RtcFormats {

  private RtcFormats() {}

  /** The form of frames that a channel's protocol asks for; binary when it names none of ours. */
  static WireFormat of(String protocol) {
    return switch (protocol) {
      case "avatar.json.v1" -> WireFormat.JSON;
      case "avatar.msgpack.v1" -> WireFormat.MESSAGE_PACK;
      default -> WireFormat.BINARY;
    };
  }

  static CloseReason reason(PeerCloseReason reason) {
    return switch (reason) {
      case CLOSED, CLOSED_BY_PEER -> CloseReason.LEFT;
      case CONNECT_TIMEOUT, CONSENT_LOST -> CloseReason.SILENT;
      case FINGERPRINT_MISMATCH, TRANSPORT_FAILED -> CloseReason.PROTOCOL;
      case SERVER_CLOSED -> CloseReason.GOING_AWAY;
    };
  }
}
