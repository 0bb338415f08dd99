package org.avatarengine.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * One peer's ICE-lite agent (RFC 8445 sections 2.5 and 7.3): it only answers checks, always
 * controlled. A check without the right MESSAGE-INTEGRITY is not answered at all, where RFC 8489
 * section 9.1.3 would answer 400 or 401: a source that proves nothing gets nothing. Not
 * thread-safe.
 */
public final class LiteAgent {
  private static final int ROLE_CONFLICT = 487;
  private static final int UNKNOWN_ATTRIBUTE = 420;

  private final String username;
  private final StunIntegrity key;

  public LiteAgent(IceCredentials local, IceCredentials remote) {
    this.username = local.ufrag() + ":" + remote.ufrag();
    this.key = new StunIntegrity(local.password());
  }

  /** Answers a Binding request that came from {@code source}. */
  public CheckVerdict answer(StunMessage check, InetSocketAddress source) {
    if (check.type() != StunType.REQUEST) {
      return new CheckVerdict.Ignored("not a request");
    }
    if (!check.username().map(username::equals).orElse(false)) {
      return new CheckVerdict.Ignored("username");
    }
    if (!check.isSignedWith(key)) {
      return new CheckVerdict.Ignored("integrity");
    }
    int[] unknown = check.unknownAttributes();
    if (unknown.length > 0) {
      byte[] reply =
          new StunWriter(StunType.ERROR, check.transaction())
              .error(UNKNOWN_ATTRIBUTE, "Unknown Attribute " + Arrays.toString(unknown))
              .unknownAttributes(unknown)
              .signed(key);
      return new CheckVerdict.Rejected(reply, UNKNOWN_ATTRIBUTE);
    }
    if (check.isFromControlled()) {
      byte[] reply =
          new StunWriter(StunType.ERROR, check.transaction())
              .error(ROLE_CONFLICT, "Role Conflict")
              .signed(key);
      return new CheckVerdict.Rejected(reply, ROLE_CONFLICT);
    }
    byte[] reply =
        new StunWriter(StunType.SUCCESS, check.transaction()).mappedAddress(source).signed(key);
    return new CheckVerdict.Accepted(reply, check.useCandidate());
  }
}
