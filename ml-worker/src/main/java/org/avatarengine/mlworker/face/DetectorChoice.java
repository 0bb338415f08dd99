package org.avatarengine.mlworker.face;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.avatarengine.vision.detect.DetectorSlot;

/** Which face detector this worker was told to use. */
@ApplicationScoped
class DetectorChoice {

  private final WorkerConfig.Detector config;

  DetectorChoice(WorkerConfig config) {
    this.config = config.detector();
  }

  /**
   * The bundled detector, or the configured file.
   *
   * @throws ConfigurationException where half of it is configured
   */
  DetectorSlot slot() {
    if (config.layout().isEmpty() && config.file().isEmpty()) {
      return new DetectorSlot.BlazeFace();
    }
    try {
      return new DetectorSlot.OnnxFile(
          needed(config.layout(), "LAYOUT"),
          needed(config.file(), "FILE"),
          needed(config.licence(), "LICENCE"),
          config.researchOnly(),
          config.sha256());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  private static <T> T needed(Optional<T> value, String name) {
    return value.orElseThrow(
        () ->
            new ConfigurationException(
                "a detector of your own takes AVATAR_ML_WORKER_DETECTOR_LAYOUT, _FILE and"
                    + " _LICENCE; _"
                    + name
                    + " is missing"));
  }
}
