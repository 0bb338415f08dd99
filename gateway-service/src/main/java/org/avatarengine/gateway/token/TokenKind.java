package org.avatarengine.gateway.token;

import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.problem.ProblemException;

/** What a token came from; the first part of its {@code jti}, which the services hand through. */
public enum TokenKind {
  /** A sign-in or a refresh. */
  ACCESS("access."),
  /** An API key, swapped at the gateway. */
  API_KEY("key."),
  /** Another token, narrowed. */
  SCOPED("scoped.");

  private final String prefix;

  TokenKind(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  /** The kind of the token that somebody calls with. */
  public static TokenKind of(Caller caller) {
    for (TokenKind kind : values()) {
      if (caller.tokenId() != null && caller.tokenId().startsWith(kind.prefix)) {
        return kind;
      }
    }
    // A token of another origin is trusted least.
    return SCOPED;
  }

  /**
   * Refuses a kind that must not do this: a borrowed token does not renew or widen itself.
   *
   * @throws ProblemException 403
   */
  public void forbid(Caller caller) {
    if (of(caller) == this) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason(
              "token-kind",
              this == SCOPED
                  ? "A scoped token cannot do this; use the token of a sign-in."
                  : "An API key cannot do this; use the token of a sign-in."));
    }
  }
}
