package org.avatarengine.registration.request;

import java.util.List;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.Reason;

/** What became of a record. */
sealed interface Outcome {

  /**
   * Its avatar and job are there.
   *
   * @param before whether an earlier record of the same request made them
   */
  record Taken(AvatarId avatarId, JobId jobId, boolean before) implements Outcome {}

  /** It was not taken, and nothing of it is left. */
  record Refused(List<Reason> reasons) implements Outcome {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
