package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** Sums and products of two tensors, one of which may be constant. */
record ArithmeticConverter(String onnxOperator) implements OperatorConverter {
  private static final int ACTIVATION = 0;

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int rank = conversion.shape(operator.output()).rank();
    for (int input : operator.inputs()) {
      if (!conversion.isConstant(input) && conversion.shape(input).rank() != rank) {
        throw new UnsupportedModelException(operator, "operands of different ranks");
      }
    }
    GraphBuilder graph = conversion.graph();
    String result =
        graph.node(
            onnxOperator,
            List.of(
                conversion.operand(operator.inputs().get(0), rank),
                conversion.operand(operator.inputs().get(1), rank)));
    conversion.bind(operator.output(), FusedActivation.apply(graph, result, operator, ACTIVATION));
  }
}
