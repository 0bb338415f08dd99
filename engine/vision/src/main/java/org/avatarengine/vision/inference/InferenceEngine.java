package org.avatarengine.vision.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.vision.image.RgbRaster;

/**
 * Opens models on the accelerator that was asked for. Where CUDA was asked for and does not answer
 * (no such device, no driver, or a build without it) it says so once and goes on with the CPU.
 */
public final class InferenceEngine {

  private static final System.Logger LOG = System.getLogger(InferenceEngine.class.getName());

  private final ModelCatalogue catalogue;
  private final Accelerator asked;
  private final AtomicBoolean cudaFailed = new AtomicBoolean();

  public InferenceEngine(ModelCatalogue catalogue, Accelerator accelerator) {
    this.catalogue = catalogue;
    this.asked = accelerator;
  }

  /** What models opened from now on run on: {@link Accelerator#CPU} or {@link Accelerator#CUDA}. */
  public Accelerator inUse() {
    return wantsCuda() ? Accelerator.CUDA : Accelerator.CPU;
  }

  /**
   * Loads a model.
   *
   * @throws InferenceException if ONNX Runtime cannot load the model
   */
  public OnnxModel open(ModelId id) {
    byte[] model = catalogue.read(id);
    if (wantsCuda()) {
      try {
        return proven(open(id, model, true));
      } catch (OrtException | LinkageError | RuntimeException e) {
        fallBack(e);
      }
    }
    try {
      return open(id, model, false);
    } catch (OrtException | LinkageError e) {
      throw new InferenceException("the model " + id + " could not be loaded", e);
    }
  }

  /** A first run, because some of what CUDA lacks shows only then. */
  private static OnnxModel proven(OnnxModel model) {
    int width = model.inputWidth();
    int height = model.inputHeight();
    try {
      model.run(new RgbRaster(width, height, new byte[width * height * 3]), 0);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private boolean wantsCuda() {
    return asked != Accelerator.CPU && !cudaFailed.get();
  }

  private void fallBack(Throwable cause) {
    if (cudaFailed.compareAndSet(false, true)) {
      var level =
          asked == Accelerator.CUDA ? System.Logger.Level.WARNING : System.Logger.Level.INFO;
      LOG.log(level, "CUDA is not usable here, models run on the CPU: {0}", firstLine(cause));
    }
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse(cause.toString());
  }

  // One thread a session and no spinning: requests run side by side, and spinning threads measured
  // seven times the processor time of the inference itself.
  private static OnnxModel open(ModelId id, byte[] model, boolean cuda) throws OrtException {
    NativeLibraryFolders.sweep();
    var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    environment.setTelemetry(false);
    var options = new SessionOptions();
    try {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      if (cuda) {
        options.addCUDA(0);
      }
      OrtSession session = environment.createSession(model, options);
      return new OnnxModel(id, environment, session, options);
    } catch (OrtException | LinkageError | RuntimeException e) {
      options.close();
      throw e;
    }
  }
}
