package org.avatarengine.modelzoo.parity;

import com.google.flatbuffers.ArrayReadWriteBuf;
import com.google.flatbuffers.FlexBuffers;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.MutableOpResolver;
import org.bytedeco.tensorflowlite.TfLiteContext;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteNode;
import org.bytedeco.tensorflowlite.TfLiteRegistration;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/** One of {@link AttentionOperators}, callable by the TFLite runtime. */
final class CustomOperator implements AutoCloseable {
  private static final int VERSION = 2;
  private static final int OK = 0;
  private static final int ERROR = 1;

  private final TfLiteRegistration registration = new TfLiteRegistration();
  private final Prepare prepare = new Prepare();
  private final Invoke invoke;

  /** The arithmetic of an operator on the tensors of one call. */
  @FunctionalInterface
  private interface Body {
    float[] compute(Call call);
  }

  /** One call: inputs, output shape and options. */
  private record Call(TfLiteContext context, TfLiteNode node) {
    TfLiteTensor input(int number) {
      return tensor(node.inputs(), number);
    }

    TfLiteTensor output() {
      return tensor(node.outputs(), 0);
    }

    FlexBuffers.Map options() {
      byte[] bytes = new byte[node.custom_initial_data_size()];
      new BytePointer(node.custom_initial_data()).get(bytes);
      return FlexBuffers.getRoot(new ArrayReadWriteBuf(bytes, bytes.length)).asMap();
    }

    private TfLiteTensor tensor(TfLiteIntArray numbers, int number) {
      return context.tensors().getPointer(numbers.data(number));
    }
  }

  private static final class Prepare extends TfLiteRegistration.Prepare_TfLiteContext_TfLiteNode {
    @Override
    public int call(TfLiteContext context, TfLiteNode node) {
      // Every shape stands in the model file.
      return OK;
    }
  }

  private static final class Invoke extends TfLiteRegistration.Invoke_TfLiteContext_TfLiteNode {
    private final transient Body body;

    Invoke(Body body) {
      this.body = body;
    }

    @Override
    public int call(TfLiteContext context, TfLiteNode node) {
      try {
        Call call = new Call(context, node);
        float[] result = body.compute(call);
        call.output().data().f().put(result);
        return OK;
      } catch (RuntimeException e) {
        // Native code cannot catch it; the interpreter turns this into a failed run.
        return ERROR;
      }
    }
  }

  private CustomOperator(MutableOpResolver resolver, String name, Body body) {
    invoke = new Invoke(body);
    registration.prepare(prepare);
    registration.invoke(invoke);
    resolver.AddCustom(name, registration, VERSION);
  }

  /** Makes the attention model's operators known; to be closed after the interpreter. */
  static List<CustomOperator> register(MutableOpResolver resolver) {
    return List.of(
        new CustomOperator(resolver, "Landmarks2TransformMatrix", CustomOperator::matrix),
        new CustomOperator(resolver, "TransformTensorBilinear", CustomOperator::tensor),
        new CustomOperator(resolver, "TransformLandmarks", CustomOperator::landmarks));
  }

  private static float[] matrix(Call call) {
    FlexBuffers.Map options = call.options();
    FlexBuffers.Vector indices = options.get("subset_idxs").asVector();
    List<Integer> subset = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      subset.add(indices.get(i).asInt());
    }
    return AttentionOperators.landmarksToMatrix(
        floats(call.input(0)),
        new AttentionOperators.Crop(
            options.get("left_rotation_idx").asInt(),
            options.get("right_rotation_idx").asInt(),
            options.get("output_width").asInt(),
            options.get("output_height").asInt(),
            (float) options.get("scale_x").asFloat(),
            (float) options.get("scale_y").asFloat(),
            subset));
  }

  private static float[] tensor(Call call) {
    TfLiteIntArray image = call.input(0).dims();
    TfLiteIntArray crop = call.output().dims();
    return AttentionOperators.transformTensor(
        floats(call.input(0)),
        image.data(1),
        image.data(2),
        image.data(3),
        floats(call.input(1)),
        crop.data(1),
        crop.data(2));
  }

  private static float[] landmarks(Call call) {
    return AttentionOperators.transformLandmarks(floats(call.input(0)), floats(call.input(1)));
  }

  private static float[] floats(TfLiteTensor tensor) {
    float[] values = new float[(int) (tensor.bytes() / Float.BYTES)];
    tensor.data().f().get(values);
    return values;
  }

  @Override
  public void close() {
    registration.close();
    prepare.close();
    invoke.close();
  }
}
