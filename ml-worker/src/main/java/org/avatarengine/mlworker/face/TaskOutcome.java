package org.avatarengine.mlworker.face;

import java.util.List;
import java.util.Locale;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;

/** How a task ended. */
public sealed interface TaskOutcome {

  /** Everything is stored; the report lies at the key. */
  record Completed(BlobKey report) implements TaskOutcome {}

  /** The picture was examined and refused; nothing of it is stored. */
  record Rejected(ProblemType type, List<Reason> reasons) implements TaskOutcome {}

  /** Something broke that another attempt may get past. */
  record Failed(ErrorClass errorClass, String cause) implements TaskOutcome {}

  /** Stopped on order, or the avatar is erased; nothing of it is left. */
  record Cancelled() implements TaskOutcome {}

  /** A newer attempt has stored its face; this one has nothing to say. */
  record Superseded() implements TaskOutcome {}

  /** For metrics and logs: the record's name, lower case. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
