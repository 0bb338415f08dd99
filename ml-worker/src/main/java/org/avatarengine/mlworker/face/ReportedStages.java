package org.avatarengine.mlworker.face;

import java.time.Duration;
import org.avatarengine.vision.face.Stage;
import org.avatarengine.vision.face.StageListener;

/**
 * Passes an analysis' progress on: a photo's stage by stage, a clip's by frames, for its stages
 * come once a frame. The exception that a cancelled task throws leaves the analysis.
 */
final class ReportedStages implements StageListener {

  private static final String FRAMES = "frames";

  /** A clip tells every so many percent. */
  private static final int STEP = 5;

  private final TaskProgress progress;
  private final StageTimes times;
  private final boolean clip;
  private int told = Stage.DECODE.percent();

  ReportedStages(TaskProgress progress, StageTimes times, boolean clip) {
    this.progress = progress;
    this.times = times;
    this.clip = clip;
  }

  @Override
  public void started(Stage stage) {
    progress.checkCancelled();
    times.enter(stage);
  }

  @Override
  public void finished(Stage stage, Duration took) {
    times.add(stage, took);
    if (!clip || stage == Stage.OVERLAY) {
      progress.reached(stage.label(), stage.percent());
    }
  }

  @Override
  public void framesDone(int done, int of) {
    progress.checkCancelled();
    int percent =
        Stage.DECODE.percent()
            + (Stage.QUALITY.percent() - Stage.DECODE.percent()) * done / Math.max(done, of);
    if (clip && percent >= told + STEP) {
      told = percent;
      progress.reached(FRAMES, percent);
    }
  }
}
