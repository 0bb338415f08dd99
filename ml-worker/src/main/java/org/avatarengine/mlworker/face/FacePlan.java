package org.avatarengine.mlworker.face;

import org.avatarengine.contract.event.FaceTask;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.QualityChecks;
import org.avatarengine.vision.detect.DetectionSettings;
import org.avatarengine.vision.face.AnalysisSettings;

/**
 * How one task is done: its preset, and what its options want otherwise.
 *
 * @param maxFrames frames that are looked at
 */
record FacePlan(int maxFrames, AnalysisSettings analysis, CompressionLevel compression) {

  /** Score under which nothing is a face. */
  private static final float CONFIDENCE = 0.5f;

  /** The same for frames in which nothing was found. */
  private static final float RELAXED_CONFIDENCE = 0.3f;

  /** Frames of a clip that get the full vector. */
  private static final int BEST_FRAMES = 8;

  static FacePlan of(FaceTask task, WorkerConfig.Presets presets) {
    WorkerConfig.Preset preset =
        switch (task.preset()) {
          case QUALITY -> presets.quality();
          case FAST -> presets.fast();
        };
    FaceOptions options = task.options();
    int size = or(options.detectionSize(), preset.detectionSize());
    boolean comprehensive =
        or(options.qualityChecks(), preset.qualityChecks()) == QualityChecks.COMPREHENSIVE;
    return new FacePlan(
        or(options.maxFrames(), preset.maxFrames()),
        new AnalysisSettings(
            new DetectionSettings(size, preset.tiled(), CONFIDENCE),
            comprehensive,
            BEST_FRAMES,
            RELAXED_CONFIDENCE,
            !task.dryRun()),
        or(options.compressionLevel(), preset.compressionLevel()));
  }

  private static <T> T or(T wanted, T otherwise) {
    return wanted == null ? otherwise : wanted;
  }
}
