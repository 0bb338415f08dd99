package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** The mean of a whole image, which TFLite writes as an average pool as large as the image. */
final class GlobalAverageConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    Shape image = conversion.shape(input);
    Shape result = conversion.shape(operator.output());
    Window window = PoolOptions.window(operator);
    boolean global =
        window.height() == image.height()
            && window.width() == image.width()
            && result.height() == 1
            && result.width() == 1;
    if (!global) {
      throw new UnsupportedModelException(operator, "a window smaller than the image");
    }
    GraphBuilder graph = conversion.graph();
    String mean = graph.node("GlobalAveragePool", List.of(conversion.value(input)));
    conversion.bind(
        operator.output(), FusedActivation.apply(graph, mean, operator, PoolOptions.ACTIVATION));
  }
}
