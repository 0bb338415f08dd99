package org.avatarengine.vision.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
    Shape<OnnxModel> shape =
        (environment, session, options) -> new OnnxModel(id, environment, session, options);
    if (wantsCuda()) {
      try {
        return proven(session(model, shape, true), InferenceEngine::runOnBlack);
      } catch (OrtException | LinkageError | RuntimeException e) {
        fallBack(e);
      }
    }
    try {
      return session(model, shape, false);
    } catch (OrtException | LinkageError e) {
      throw new InferenceException("the model " + id + " could not be loaded", e);
    }
  }

  /**
   * Loads a model from outside the catalogue. Whether it is fit shows on the CPU first, so that a
   * file which is not is never taken for a device which is not.
   *
   * @param name of the model, for messages
   * @param model the bytes of an ONNX file
   * @param firstRun runs it once and throws where it is not what was expected
   * @throws InferenceException if ONNX Runtime cannot load the model or it takes no planar picture
   */
  public PlanarModel openPlanar(String name, byte[] model, Consumer<PlanarModel> firstRun) {
    Shape<PlanarModel> shape =
        (environment, session, options) -> new PlanarModel(name, environment, session, options);
    PlanarModel onCpu;
    try {
      onCpu = proven(session(model, shape, false), firstRun);
    } catch (OrtException | LinkageError e) {
      throw new InferenceException("the model " + name + " could not be loaded", e);
    }
    if (!wantsCuda()) {
      return onCpu;
    }
    try {
      var onCuda = proven(session(model, shape, true), firstRun);
      onCpu.close();
      return onCuda;
    } catch (OrtException | LinkageError | RuntimeException e) {
      fallBack(e);
      return onCpu;
    }
  }

  /** A session made into a model of one shape. */
  @FunctionalInterface
  private interface Shape<M> {
    M of(OrtEnvironment environment, OrtSession session, SessionOptions options)
        throws OrtException;
  }

  private static void runOnBlack(OnnxModel model) {
    int width = model.inputWidth();
    int height = model.inputHeight();
    model.run(new RgbRaster(width, height, new byte[width * height * 3]), 0);
  }

  /** A first run, because some of what CUDA lacks shows only then. */
  private static <M extends AutoCloseable> M proven(M model, Consumer<M> firstRun) {
    try {
      firstRun.accept(model);
      return model;
    } catch (RuntimeException e) {
      close(model, e);
      throw e;
    }
  }

  private static void close(AutoCloseable model, RuntimeException because) {
    try {
      model.close();
    } catch (Exception e) {
      because.addSuppressed(e);
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
  private static <M> M session(byte[] model, Shape<M> shape, boolean cuda) throws OrtException {
    NativeLibraryFolders.sweep();
    var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    environment.setTelemetry(false);
    var options = new SessionOptions();
    OrtSession session = null;
    try {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      if (cuda) {
        options.addCUDA(0);
      }
      session = environment.createSession(model, options);
      return shape.of(environment, session, options);
    } catch (OrtException | LinkageError | RuntimeException e) {
      if (session != null) {
        session.close();
      }
      options.close();
      throw e;
    }
  }
}
