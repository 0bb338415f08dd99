package org.avatarengine.vision.quality;

import java.util.List;

/** Whether a photo or a clip can be registered. */
public sealed interface Verdict {

  /** It can. */
  record Accepted(List<Warning> warnings) implements Verdict {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /** It cannot, for at least one reason. */
  record Rejected(List<Reason> reasons) implements Verdict {
    public Rejected {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a rejection needs a reason");
      }
    }
  }
}
