package org.avatarengine.vision.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.vision.image.RgbRaster;

/**
 * One loaded model from outside the catalogue that takes one picture, float32 [1, 3, height,
 * width], of a fixed size or of any. Several threads may run it at once; each reuses an input
 * buffer of its own.
 */
public final class PlanarModel implements AutoCloseable {

  /**
   * How the bytes of a picture become the three planes: (byte - mean) / divisor.
   *
   * @param blueFirst whether the planes are blue, green, red and not red, green, blue
   */
  public record Planes(float mean, float divisor, boolean blueFirst) {
    public Planes {
      if (!(divisor > 0)) {
        throw new IllegalArgumentException("the divisor of planes is positive");
      }
    }
  }

  /**
   * One float tensor that the model gave.
   *
   * @param values flattened, row-major
   */
  public record Output(String name, List<Long> shape, float[] values) {
    public Output {
      shape = List.copyOf(shape);
    }
  }

  private static final int DYNAMIC = -1;

  private final String name;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OrtSession.SessionOptions options;
  private final String inputName;
  private final int width;
  private final int height;
  private final ThreadLocal<FloatBuffer> input = new ThreadLocal<>();

  PlanarModel(
      String name,
      OrtEnvironment environment,
      OrtSession session,
      OrtSession.SessionOptions options)
      throws OrtException {
    this.name = name;
    this.environment = environment;
    this.session = session;
    this.options = options;
    var inputs = session.getInputInfo();
    var first = inputs.entrySet().iterator().next();
    if (inputs.size() != 1
        || !(first.getValue().getInfo() instanceof TensorInfo info)
        || info.type != OnnxJavaType.FLOAT
        || !isPlanar(info.getShape())) {
      throw new InferenceException(
          "the model " + name + " does not take one float picture [1, 3, height, width]");
    }
    this.inputName = first.getKey();
    this.height = Math.toIntExact(info.getShape()[2]);
    this.width = Math.toIntExact(info.getShape()[3]);
  }

  private static boolean isPlanar(long[] shape) {
    return shape.length == 4
        && (shape[0] == 1 || shape[0] == DYNAMIC)
        && shape[1] == 3
        && shape[2] != 0
        && shape[3] != 0;
  }

  /** Width of the pictures it takes, pixels; -1 for any. */
  public int inputWidth() {
    return width;
  }

  /** Height of the pictures it takes, pixels; -1 for any. */
  public int inputHeight() {
    return height;
  }

  /**
   * Runs the model.
   *
   * @return its float tensors in the model's order
   * @throws InferenceException if ONNX Runtime fails or the model gives anything but float tensors
   */
  public List<Output> run(RgbRaster picture, Planes planes) {
    if ((width != DYNAMIC && picture.width() != width)
        || (height != DYNAMIC && picture.height() != height)) {
      throw new IllegalArgumentException("%s takes %d x %d pixels".formatted(name, width, height));
    }
    var buffer = fill(picture, planes);
    long[] shape = {1, 3, picture.height(), picture.width()};
    try (var tensor = OnnxTensor.createTensor(environment, buffer, shape);
        var result = session.run(Map.of(inputName, tensor))) {
      var outputs = new ArrayList<Output>();
      for (var output : result) {
        if (!(output.getValue() instanceof OnnxTensor given)
            || given.getInfo().type != OnnxJavaType.FLOAT) {
          throw new InferenceException(
              "the model " + name + " gives an output that is no float tensor: " + output.getKey());
        }
        FloatBuffer values = given.getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        var dims = new ArrayList<Long>();
        for (long dim : given.getInfo().getShape()) {
          dims.add(dim);
        }
        outputs.add(new Output(output.getKey(), dims, copy));
      }
      return outputs;
    } catch (OrtException e) {
      throw new InferenceException("the model " + name + " failed", e);
    }
  }

  private FloatBuffer fill(RgbRaster picture, Planes planes) {
    int pixels = picture.width() * picture.height();
    FloatBuffer buffer = input.get();
    if (buffer == null || buffer.capacity() < pixels * 3) {
      buffer =
          ByteBuffer.allocateDirect(pixels * 3 * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      input.set(buffer);
    }
    float scale = 1 / planes.divisor();
    float shift = -planes.mean() / planes.divisor();
    byte[] rgb = picture.rgb();
    for (int channel = 0; channel < 3; channel++) {
      int plane = (planes.blueFirst() ? 2 - channel : channel) * pixels;
      for (int i = 0, p = channel; i < pixels; i++, p += 3) {
        buffer.put(plane + i, (rgb[p] & 0xff) * scale + shift);
      }
    }
    return buffer.clear().limit(pixels * 3);
  }

  @Override
  public void close() {
    input.remove();
    try (options) {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException("the model " + name + " could not be closed", e);
    }
  }
}
