package org.avatarengine.registration.intake;

import java.util.List;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;

/** What a client is told about its upload. */
sealed interface Answer {

  /** Whether an earlier request with the same key is answered again. */
  boolean replayed();

  /**
   * 201: the face is registered.
   *
   * @param hints what was found by comparing it with the owner's others
   */
  record Created(Avatar avatar, List<Reason> hints, boolean replayed) implements Answer {
    public Created {
      hints = List.copyOf(hints);
    }
  }

  /** 202: the job goes on. */
  record Accepted(Avatar avatar, boolean replayed) implements Answer {}

  /** The registration ended without a face. */
  record Refused(ProblemException problem, boolean replayed) implements Answer {}
}
