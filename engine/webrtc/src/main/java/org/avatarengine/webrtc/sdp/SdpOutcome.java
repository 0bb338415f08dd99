package org.avatarengine.webrtc.sdp;

/** What reading a description gives. */
public sealed interface SdpOutcome {

  /** It is one we can work with. */
  record Usable(DataDescription description) implements SdpOutcome {}

  /** It is not; the reason is for whoever sent it. */
  record Unusable(String reason) implements SdpOutcome {}
}
