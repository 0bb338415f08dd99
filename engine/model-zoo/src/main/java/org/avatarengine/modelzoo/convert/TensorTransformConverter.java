package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.onnx.OnnxType;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/**
 * MediaPipe's custom operator that cuts a turned rectangle out of an image, bilinearly. Coordinates
 * are pixel edges, so half a pixel is added before the matrix and taken off behind it. What lies
 * beyond the centres of the border pixels is zero.
 */
final class TensorTransformConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    Shape image = conversion.shape(input);
    Shape crop = conversion.shape(operator.output());
    GraphBuilder graph = conversion.graph();

    String edges =
        AffineMatrix.transform(
            graph, centres(graph, crop), conversion.value(operator.inputs().get(1)));
    String pixels = graph.node("Sub", List.of(edges, graph.floats(Shape.of(1), 0.5f)));
    String sampled =
        graph.node(
            "GridSample",
            List.of(conversion.value(input), grid(graph, pixels, image, crop)),
            OnnxAttribute.of("mode", "bilinear"),
            OnnxAttribute.of("padding_mode", "zeros"),
            OnnxAttribute.of("align_corners", 1));
    conversion.bind(
        operator.output(), graph.node("Mul", List.of(sampled, inside(graph, pixels, image, crop))));
  }

  /** The centre of each pixel of the crop, row by row: {@code [height·width, 2]}, x before y. */
  private static String centres(GraphBuilder graph, Shape crop) {
    float[] points = new float[2 * crop.height() * crop.width()];
    for (int i = 0; i < points.length / 2; i++) {
      int row = i / crop.width();
      int column = i % crop.width();
      points[2 * i] = column + 0.5f;
      points[2 * i + 1] = row + 0.5f;
    }
    return graph.floats(Shape.of(points.length / 2, 2), points);
  }

  /** Pixel coordinates as GridSample wants them: -1 and 1 are the centres of the border pixels. */
  private static String grid(GraphBuilder graph, String pixels, Shape image, Shape crop) {
    String halves =
        graph.floats(Shape.of(1, 2), 2f / (image.width() - 1), 2f / (image.height() - 1));
    String scaled = graph.node("Mul", List.of(pixels, halves));
    String centred = graph.node("Sub", List.of(scaled, graph.floats(Shape.of(1), 1f)));
    return graph.node("Reshape", List.of(centred, graph.wholes(1, crop.height(), crop.width(), 2)));
  }

  /** One for each pixel that lies within the image, else zero: {@code [1, 1, height, width]}. */
  private static String inside(GraphBuilder graph, String pixels, Shape image, Shape crop) {
    String last = graph.floats(Shape.of(1, 2), image.width() - 1, image.height() - 1);
    String notBefore = graph.node("GreaterOrEqual", List.of(pixels, graph.floats(Shape.of(1), 0f)));
    String notBehind = graph.node("LessOrEqual", List.of(pixels, last));
    String flags =
        graph.node(
            "Cast",
            List.of(graph.node("And", List.of(notBefore, notBehind))),
            OnnxAttribute.of("to", OnnxType.FLOAT.code()));
    String both = graph.node("ReduceMin", List.of(flags), OnnxAttribute.list("axes", 1));
    return graph.node("Reshape", List.of(both, graph.wholes(1, 1, crop.height(), crop.width())));
  }
}
