package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** The greatest value under a sliding window. */
final class MaxPoolConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    Shape image = conversion.shape(input);
    Window window = PoolOptions.window(operator);
    Padding padding =
        PoolOptions.isPadded(operator)
            ? Padding.same(window, image.height(), image.width())
            : Padding.NONE;
    GraphBuilder graph = conversion.graph();
    String result =
        graph.node(
            "MaxPool",
            List.of(conversion.value(input)),
            window.kernelAttribute(),
            window.strideAttribute(),
            padding.attribute());
    conversion.bind(
        operator.output(), FusedActivation.apply(graph, result, operator, PoolOptions.ACTIVATION));
  }
}
