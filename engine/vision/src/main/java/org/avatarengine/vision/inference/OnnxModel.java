package org.avatarengine.vision.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.vision.image.RgbRaster;

/**
 * One loaded model that takes one picture, float32 [1, height, width, 3], and gives named float
 * tensors. Several threads may run it at once; each reuses an input buffer of its own.
 */
public final class OnnxModel implements AutoCloseable {

  private final ModelId id;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OrtSession.SessionOptions options;
  private final String inputName;
  private final long[] inputShape;
  private final ThreadLocal<FloatBuffer> input;

  OnnxModel(
      ModelId id, OrtEnvironment environment, OrtSession session, OrtSession.SessionOptions options)
      throws OrtException {
    this.id = id;
    this.environment = environment;
    this.session = session;
    this.options = options;
    var info = session.getInputInfo().entrySet().iterator().next();
    this.inputName = info.getKey();
    this.inputShape = ((TensorInfo) info.getValue().getInfo()).getShape();
    int values = Math.toIntExact(inputShape[1] * inputShape[2] * inputShape[3]);
    this.input =
        ThreadLocal.withInitial(
            () ->
                ByteBuffer.allocateDirect(values * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer());
  }

  public int inputWidth() {
    return (int) inputShape[2];
  }

  public int inputHeight() {
    return (int) inputShape[1];
  }

  /**
   * Runs the model on a picture of exactly its input size.
   *
   * @param lowest the value black becomes, 0 or -1 by the model's training; white becomes 1
   * @return output tensors by name, flattened row-major
   * @throws InferenceException if ONNX Runtime fails
   */
  public Map<String, float[]> run(RgbRaster picture, float lowest) {
    if (picture.width() != inputWidth() || picture.height() != inputHeight()) {
      throw new IllegalArgumentException(
          "%s takes %d x %d pixels".formatted(id, inputWidth(), inputHeight()));
    }
    FloatBuffer buffer = input.get();
    float scale = (1 - lowest) / 255f;
    byte[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i++) {
      buffer.put(i, (rgb[i] & 0xff) * scale + lowest);
    }
    try (var tensor = OnnxTensor.createTensor(environment, buffer.rewind(), inputShape);
        var result = session.run(Map.of(inputName, tensor))) {
      var outputs = new HashMap<String, float[]>();
      for (var output : result) {
        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        outputs.put(output.getKey(), copy);
      }
      return outputs;
    } catch (OrtException e) {
      throw new InferenceException("the model " + id + " failed", e);
    }
  }

  @Override
  public void close() {
    input.remove();
    try (options) {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException("the model " + id + " could not be closed", e);
    }
  }
}
