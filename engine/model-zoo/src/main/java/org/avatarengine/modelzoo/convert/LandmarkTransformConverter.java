package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** MediaPipe's custom operator that brings points of a crop back into the whole image. */
final class LandmarkTransformConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    Shape shape = conversion.shape(operator.output());
    if (shape.rank() != 3 || shape.dim(2) != 2) {
      throw new UnsupportedModelException(operator, "points that are not flat");
    }
    GraphBuilder graph = conversion.graph();
    String points =
        graph.node(
            "Reshape",
            List.of(conversion.value(operator.inputs().get(0)), graph.wholes(shape.dim(1), 2)));
    String moved =
        AffineMatrix.transform(graph, points, conversion.value(operator.inputs().get(1)));
    conversion.bind(
        operator.output(), graph.node("Reshape", List.of(moved, graph.wholes(shape.dims()))));
  }
}
