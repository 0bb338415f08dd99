package org.avatarengine.modelzoo.convert;

import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** Tensors put next to each other along one axis. */
final class ConcatenationConverter implements OperatorConverter {
  private static final int AXIS = 0;
  private static final int ACTIVATION = 1;

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int rank = conversion.shape(operator.output()).rank();
    int axis = Layout.axis(rank, operator.options().intAt(AXIS, 0));
    GraphBuilder graph = conversion.graph();
    String result =
        graph.node(
            "Concat",
            operator.inputs().stream().map(input -> conversion.operand(input, rank)).toList(),
            OnnxAttribute.of("axis", axis));
    conversion.bind(operator.output(), FusedActivation.apply(graph, result, operator, ACTIVATION));
  }
}
