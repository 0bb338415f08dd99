package org.avatarengine.mlworker.face;

import java.util.List;
import java.util.Locale;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.vision.image.Decoded;
import org.avatarengine.vision.quality.Verdict;

/** What vision says of a picture, in the words of the API. */
final class Verdicts {

  private Verdicts() {}

  /** A file that is no picture, or not one that is decoded here. */
  static TaskOutcome.Rejected of(Decoded.Refused refused) {
    ProblemType type =
        switch (refused.code()) {
          case UNSUPPORTED -> ProblemType.UNSUPPORTED_FILE;
          case TOO_LARGE -> ProblemType.IMAGE_TOO_LARGE;
          case TOO_LONG, TOO_MANY_FRAMES -> ProblemType.CLIP_TOO_LONG;
          case EMPTY, UNREADABLE, TRUNCATED -> ProblemType.UNREADABLE_FILE;
        };
    return new TaskOutcome.Rejected(
        type, List.of(new Reason(refused.code().code(), refused.message())));
  }

  /** A picture that the validator refuses. */
  static TaskOutcome.Rejected of(Verdict.Rejected rejected) {
    return new TaskOutcome.Rejected(
        ProblemType.REJECTED,
        rejected.reasons().stream()
            .map(reason -> new Reason(reason.code().code(), reason.message()))
            .toList());
  }

  static List<Reason> warnings(Verdict.Accepted accepted) {
    return accepted.warnings().stream()
        .map(warning -> new Reason(warning.code().code(), warning.message()))
        .toList();
  }

  static String format(Decoded.Image image) {
    return image.format().name().toLowerCase(Locale.ROOT);
  }
}
