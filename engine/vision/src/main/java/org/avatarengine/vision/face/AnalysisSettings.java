package org.avatarengine.vision.face;

import org.avatarengine.vision.detect.DetectionSettings;

/**
 * How thorough an analysis is.
 *
 * @param comprehensive whether the quality vector is measured, beside the six scores
 * @param bestFrames frames of a clip on which it is measured at most
 * @param relaxedThreshold detection score that counts where a frame shows no face at the
 *     detection's own threshold
 * @param overlay whether an accepted face's overlay is drawn
 */
public record AnalysisSettings(
    DetectionSettings detection,
    boolean comprehensive,
    int bestFrames,
    float relaxedThreshold,
    boolean overlay) {

  private static final int BEST_FRAMES = 8;
  private static final float RELAXED = 0.3f;

  public AnalysisSettings {
    if (bestFrames < 1 || !(relaxedThreshold > 0) || !(relaxedThreshold <= detection.threshold())) {
      throw new IllegalArgumentException("analysis settings are out of range");
    }
  }

  /** Detection at 640, tiled where faces are small, and the quality vector. */
  public static AnalysisSettings quality() {
    return new AnalysisSettings(DetectionSettings.QUALITY, true, BEST_FRAMES, RELAXED, true);
  }

  /** Detection at 320, the whole picture only, the six scores only. */
  public static AnalysisSettings fast() {
    return new AnalysisSettings(DetectionSettings.FAST, false, BEST_FRAMES, RELAXED, true);
  }

  /** As a dry run wants it: nothing that would only be stored. */
  public AnalysisSettings withoutOverlay() {
    return new AnalysisSettings(detection, comprehensive, bestFrames, relaxedThreshold, false);
  }

  /**
   * The second look's detection, of the whole picture only: at so low a threshold tiles show faces
   * in the pattern of a cup.
   */
  DetectionSettings relaxed() {
    return new DetectionSettings(detection.size(), false, relaxedThreshold);
  }
}
