package org.avatarengine.mlworker.face;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.face.FaceAnalysis;
import org.avatarengine.vision.face.FaceAnalyzer;
import org.avatarengine.vision.face.Preset;
import org.avatarengine.vision.face.StageListener;
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
  private volatile FaceAnalyzer analyzer;

  VisionEngine(WorkerConfig config) {
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    long begun = System.nanoTime();
    FaceAnalyzer opened = FaceAnalyzer.open(ModelCatalogue.bundled(), config.accelerator());
    byte[] grey = new byte[256 * 256 * 3];
    Arrays.fill(grey, (byte) 128);
    opened.analyze(
        UprightImage.of(new RgbRaster(256, 256, grey)), Preset.FAST, StageListener.none());
    analyzer = opened;
    LOG.infof("models ready seconds=%.1f", (System.nanoTime() - begun) / 1e9);
  }

  void onStop(@Observes ShutdownEvent event) {
    FaceAnalyzer opened = analyzer;
    if (opened != null) {
      opened.close();
    }
  }

  FaceAnalysis analyze(UprightImage image, Preset preset, StageListener listener) {
    return analyzer.analyze(image, preset, listener);
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
