package org.avatarengine.job.board;

/**
 * How far an attempt has come.
 *
 * @param percent 0 to 100
 * @param stage the stage under way or last done, or null before the first
 */
public record Progress(int percent, String stage) {

  static final Progress NONE = new Progress(0, null);

  public Progress {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent must be 0 to 100, was " + percent);
    }
  }

  /**
   * Later progress of the same attempt: never falls, and a repeat of an older report is ignored.
   */
  Progress advanced(int reported, String reportedStage) {
    int bounded = Math.clamp(reported, 0, 99);
    return bounded < percent ? this : new Progress(bounded, reportedStage);
  }

  Progress done() {
    return new Progress(100, stage);
  }

  /**
   * Whether the step from {@code before} is worth telling: another stage, or another ten percent.
   */
  boolean worthTelling(Progress before) {
    return percent / 10 != before.percent / 10
        || (stage == null ? before.stage != null : !stage.equals(before.stage));
  }
}
