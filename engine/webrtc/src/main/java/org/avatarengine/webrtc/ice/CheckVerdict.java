package org.avatarengine.webrtc.ice;

/** What the lite agent makes of a check. */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface CheckVerdict {

  /**
   * Right name and password: its source is the peer's.
   *
   * @param nominated whether the peer wants to use this path (USE-CANDIDATE)
   * @param reply to send back to where the check came from
   */
  record Accepted(byte[] reply, boolean nominated) implements CheckVerdict {}

  /** Signed, but not to be served (RFC 8445 section 7.3.1.1: 487; RFC 8489 section 6.3.1: 420). */
  record Rejected(byte[] reply, int code) implements CheckVerdict {}

  /** Not from the peer; nothing is answered, so that nobody is answered for another. */
  record Ignored(String reason) implements CheckVerdict {}
}
