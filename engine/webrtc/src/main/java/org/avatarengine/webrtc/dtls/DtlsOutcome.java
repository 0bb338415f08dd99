package org.avatarengine.webrtc.dtls;

/** How a handshake ended. */
public sealed interface DtlsOutcome {

  /** Both sides hold keys. */
  record Connected() implements DtlsOutcome {}

  /** The other side's certificate is none, or not the one that its SDP names. */
  record FingerprintMismatch() implements DtlsOutcome {}

  /** Anything else: silence, an alert, no common cipher. */
  record Failed(String reason) implements DtlsOutcome {}
}
