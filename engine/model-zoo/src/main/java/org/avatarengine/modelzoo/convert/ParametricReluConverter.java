package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/**
 * PRelu as {@code a·x + (1 - a)·relu(x)}, each product a depthwise 1×1 convolution: ONNX Runtime's
 * own PRelu takes more than three times as long on one CPU thread.
 */
final class ParametricReluConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    Constant slopes = conversion.constant(operator.inputs().get(1));
    int channels = conversion.shape(input).channels();
    if (slopes.shape().elements() != channels) {
      throw new UnsupportedModelException(operator, "slopes that differ between pixels");
    }
    float[] rest = slopes.floats();
    for (int i = 0; i < rest.length; i++) {
      rest[i] = 1 - rest[i];
    }
    Shape kernel = Shape.of(channels, 1, 1, 1);
    GraphBuilder graph = conversion.graph();
    String x = conversion.value(input);
    String sloped = scale(graph, x, graph.floats(slopes.reshaped(kernel)), channels);
    String positive = graph.node("Relu", List.of(x));
    String lifted = scale(graph, positive, graph.floats(kernel, rest), channels);
    conversion.bind(operator.output(), graph.node("Add", List.of(sloped, lifted)));
  }

  private static String scale(GraphBuilder graph, String value, String factors, int channels) {
    return graph.node(
        "Conv",
        List.of(value, factors),
        OnnxAttribute.list("kernel_shape", 1, 1),
        OnnxAttribute.of("group", channels));
  }
}
