package org.avatarengine.modelzoo.parity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/** Runs a TFLite file once, in the TFLite runtime with its default (XNNPACK) kernels. */
final class TfliteRun {
  private static final int OK = 0;

  private TfliteRun() {}

  /** Every output by name, in TFLite's order of elements. */
  static Map<String, float[]> run(byte[] file, float[] input) {
    try (BytePointer bytes = new BytePointer(file);
        FlatBufferModel model = FlatBufferModel.VerifyAndBuildFromBuffer(bytes, file.length);
        BuiltinOpResolver resolver = new BuiltinOpResolver()) {
      List<CustomOperator> operators = CustomOperator.register(resolver);
      try (InterpreterBuilder builder = new InterpreterBuilder(model, resolver);
          Interpreter interpreter = new Interpreter((Pointer) null)) {
        check(builder.apply(interpreter), "build");
        check(interpreter.AllocateTensors(), "allocate");
        interpreter.typed_input_tensor_float(0).put(input);
        check(interpreter.Invoke(), "run");
        return outputs(interpreter);
      } finally {
        operators.forEach(CustomOperator::close);
      }
    }
  }

  private static Map<String, float[]> outputs(Interpreter interpreter) {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    long count = interpreter.outputs().limit();
    for (int i = 0; i < count; i++) {
      TfLiteTensor tensor = interpreter.output_tensor(i);
      float[] values = new float[(int) (tensor.bytes() / Float.BYTES)];
      tensor.data().f().get(values);
      outputs.put(interpreter.GetOutputName(i).getString(), values);
    }
    return outputs;
  }

  private static void check(int status, String step) {
    if (status != OK) {
      throw new IllegalStateException("TFLite could not " + step + " the model: " + status);
    }
  }
}
