package org.avatarengine.webrtc.peer;

/** Why a peer went. */
public enum PeerCloseReason {
  /** We ended it. */
  CLOSED,
  /** The other side ended it. */
  CLOSED_BY_PEER,
  /** It never connected. */
  CONNECT_TIMEOUT,
  /** No consent in time (RFC 7675). */
  CONSENT_LOST,
  /** The certificate is not the one of the offer. */
  FINGERPRINT_MISMATCH,
  /** DTLS or SCTP failed. */
  TRANSPORT_FAILED,
  /** The server closes. */
  SERVER_CLOSED
}
