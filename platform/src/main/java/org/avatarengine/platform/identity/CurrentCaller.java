package org.avatarengine.platform.identity;

import jakarta.enterprise.context.RequestScoped;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;

/** The caller of the request under way. */
@RequestScoped
public class CurrentCaller {

  private Caller caller;

  /**
   * The verified caller.
   *
   * @throws ProblemException 401 on a path that needs no token
   */
  public Caller get() {
    if (caller == null) {
      throw ProblemException.of(ProblemType.UNAUTHENTICATED, "This needs a token.");
    }
    return caller;
  }

  void set(Caller caller) {
    this.caller = caller;
  }
}
