package org.avatarengine.platform.identity;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** The caller of the request under way: a user or service, or whoever holds a session's token. */
@RequestScoped
public class CurrentCaller {

  private Caller caller;
  private SessionTokens.Grant grant;

  /**
   * The verified caller.
   *
   * @throws ProblemException 401 on a path that needs no token, 403 when it is the token of a live
   *     session
   */
  public Caller get() {
    if (grant != null) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("session-token", "A session token does not permit this; sign in instead."));
    }
    if (caller == null) {
      throw ProblemException.of(ProblemType.UNAUTHENTICATED, "This needs a token.");
    }
    return caller;
  }

  /** What the session token permits that the caller came with; empty when it was another token. */
  public Optional<SessionTokens.Grant> grant() {
    return Optional.ofNullable(grant);
  }

  void set(Caller caller) {
    this.caller = caller;
  }

  void set(SessionTokens.Grant grant) {
    this.grant = grant;
  }
}
