package org.avatarengine.mlworker.face;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectorSlotException;
import org.avatarengine.vision.face.AnalysisSettings;
import org.avatarengine.vision.face.FaceAnalysis;
import org.avatarengine.vision.face.FaceAnalyzer;
import org.avatarengine.vision.face.StageListener;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** The models, loaded and run once before the worker says that it is ready. */
@ApplicationScoped
class VisionEngine {

  private static final Logger LOG = Logger.getLogger(VisionEngine.class);

  private final WorkerConfig config;
  private final DetectorChoice detector;
  private volatile FaceAnalyzer analyzer;

  VisionEngine(WorkerConfig config, DetectorChoice detector) {
    this.config = config;
    this.detector = detector;
  }

  void onStart(@Observes StartupEvent event) {
    long begun = System.nanoTime();
    FaceAnalyzer opened;
    try {
      opened = FaceAnalyzer.open(ModelCatalogue.bundled(), detector.slot(), config.accelerator());
    } catch (DetectorSlotException e) {
      throw new ConfigurationException(e.getMessage());
    }
    byte[] grey = new byte[256 * 256 * 3];
    Arrays.fill(grey, (byte) 128);
    opened.analyze(
        FrameSource.of(UprightImage.of(new RgbRaster(256, 256, grey))),
        AnalysisSettings.fast(),
        StageListener.none());
    analyzer = opened;
    LOG.infof("models ready seconds=%.1f", (System.nanoTime() - begun) / 1e9);
  }

  void onStop(@Observes ShutdownEvent event) {
    FaceAnalyzer opened = analyzer;
    if (opened != null) {
      opened.close();
    }
  }

  FaceAnalysis analyze(FrameSource frames, AnalysisSettings settings, StageListener listener) {
    return analyzer.analyze(frames, settings, listener);
  }

  /** Ready once the models are. */
  @Readiness
  @ApplicationScoped
  static class ModelsReady implements HealthCheck {

    private final VisionEngine engine;

    ModelsReady(VisionEngine engine) {
      this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named("models").status(engine.isReady()).build();
    }
  }

  boolean isReady() {
    return analyzer != null;
  }
}
