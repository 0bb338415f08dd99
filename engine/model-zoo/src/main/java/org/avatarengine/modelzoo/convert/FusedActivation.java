package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** The activation that a TFLite operator may apply to its own result. */
final class FusedActivation {
  private static final int NONE = 0;
  private static final int RELU = 1;
  private static final int RELU6 = 3;

  private FusedActivation() {}

  /** {@code value} after the activation that stands in this field of the operator's options. */
  static String apply(GraphBuilder graph, String value, TfliteOperator operator, int field) {
    int activation = operator.options().byteAt(field, NONE);
    return switch (activation) {
      case NONE -> value;
      case RELU -> graph.node("Relu", List.of(value));
      case RELU6 ->
          graph.node(
              "Clip", List.of(value, graph.floats(Shape.of(), 0f), graph.floats(Shape.of(), 6f)));
      default -> throw new UnsupportedModelException(operator, "fused activation " + activation);
    };
  }
}
