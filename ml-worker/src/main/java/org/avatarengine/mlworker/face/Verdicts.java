package org.avatarengine.mlworker.face;

import java.util.List;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.vision.frame.Opened;
import org.avatarengine.vision.quality.Verdict;

/** What vision says of a file, in the words of the API. */
final class Verdicts {

  private Verdicts() {}

  /** A file that holds no frames, or none that are decoded here. */
  static TaskOutcome.Rejected of(Opened.Refused refused) {
    ProblemType type =
        switch (refused.code()) {
          case UNSUPPORTED -> ProblemType.UNSUPPORTED_FILE;
          case TOO_LARGE -> ProblemType.IMAGE_TOO_LARGE;
          case TOO_LONG, TOO_MANY_FRAMES -> ProblemType.CLIP_TOO_LONG;
          case EMPTY, UNREADABLE, TRUNCATED -> ProblemType.UNREADABLE_FILE;
        };
    return new TaskOutcome.Rejected(
        type,
        List.of(new Reason(refused.code().code(), refused.message(), ErrorClass.FILE_VALIDATION)));
  }

  /** A face that the validator refuses. */
  static TaskOutcome.Rejected of(Verdict.Rejected rejected) {
    return new TaskOutcome.Rejected(
        ProblemType.REJECTED,
        rejected.reasons().stream()
            .map(
                reason ->
                    new Reason(reason.code().code(), reason.message(), errorClass(reason.code())))
            .toList());
  }

  static List<Reason> warnings(Verdict.Accepted accepted) {
    return accepted.warnings().stream()
        .map(warning -> new Reason(warning.code().code(), warning.message()))
        .toList();
  }

  private static ErrorClass errorClass(org.avatarengine.vision.quality.Reason.Code code) {
    return switch (code) {
      case NO_FACE, LOW_CONFIDENCE -> ErrorClass.FACE_DETECTION;
      case FACE_TOO_SMALL, TOO_BLURRED -> ErrorClass.QUALITY_ASSESSMENT;
    };
  }
}
