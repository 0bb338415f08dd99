package org.avatarengine.job.board;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.job.JobError;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;

/** What a dead job says of its end. */
final class Failures {

  private Failures() {}

  /**
   * The last attempt of a series failed.
   *
   * @param part which part of the work broke, or null when its worker fell silent
   */
  static JobError attemptsFailed(Attempt last, ErrorClass part) {
    int times = last.inSeries();
    List<Reason> reasons = new ArrayList<>();
    reasons.add(
        new Reason(
            "attempts-failed",
            "The work failed "
                + times
                + (times == 1 ? " time" : " times")
                + "; retry the job later, or upload the file again.",
            part));
    if (part != null) {
      reasons.add(new Reason(part.slug(), sentence(part), part));
    }
    return new JobError(ProblemType.PROCESSING_FAILED, reasons);
  }

  private static String sentence(ErrorClass part) {
    return switch (part) {
      case FILE_VALIDATION ->
          "Decoding the file broke off; save it anew as JPG, PNG or MP4 and upload that.";
      case FACE_DETECTION ->
          "The search for a face broke off; a smaller or shorter file may get through.";
      case QUALITY_ASSESSMENT ->
          "Measuring the quality broke off; a smaller or shorter file may get through.";
      case CACHE_GENERATION -> "The face was found but could not be stored; retry the job later.";
      case DATABASE -> "The result could not be recorded; retry the job later.";
    };
  }

  static JobError nobodyCame() {
    return new JobError(
        ProblemType.UNAVAILABLE,
        List.of(
            new Reason(
                "no-worker", "No worker took the job up in time; retry the job in a while.")));
  }
}
