package org.avatarengine.modelzoo.convert;

import com.google.flatbuffers.ArrayReadWriteBuf;
import com.google.flatbuffers.FlexBuffers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.onnx.OnnxType;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/**
 * MediaPipe's custom operator that finds the turned rectangle around some landmarks (the lips, an
 * eye) and gives the matrix from pixels of a crop of it to pixels of the whole image. Two landmarks
 * say what is horizontal. Cosine and sine come from the normalised vector between them, because
 * ONNX has no atan2.
 */
final class LandmarkMatrixConverter implements OperatorConverter {

  /** The operator's options. */
  private record Options(
      int left,
      int right,
      int width,
      int height,
      float scaleX,
      float scaleY,
      List<Integer> subset) {

    static Options of(TfliteOperator operator) {
      ByteBuffer view = operator.customOptions();
      byte[] bytes = new byte[view.limit()];
      view.get(0, bytes);
      FlexBuffers.Map map = FlexBuffers.getRoot(new ArrayReadWriteBuf(bytes, bytes.length)).asMap();
      if (map.get("target_rotation_radians").asFloat() != 0) {
        throw new UnsupportedModelException(operator, "a crop that is not upright");
      }
      FlexBuffers.Vector indices = map.get("subset_idxs").asVector();
      List<Integer> subset = new ArrayList<>();
      for (int i = 0; i < indices.size(); i++) {
        subset.add(indices.get(i).asInt());
      }
      return new Options(
          map.get("left_rotation_idx").asInt(),
          map.get("right_rotation_idx").asInt(),
          map.get("output_width").asInt(),
          map.get("output_height").asInt(),
          (float) map.get("scale_x").asFloat(),
          (float) map.get("scale_y").asFloat(),
          subset);
    }
  }

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    Shape shape = conversion.shape(input);
    if (shape.rank() != 3 || shape.dim(2) != 3) {
      throw new UnsupportedModelException(operator, "landmarks that are not solid");
    }
    Options options = Options.of(operator);
    GraphBuilder graph = conversion.graph();
    String solid =
        graph.node("Reshape", List.of(conversion.value(input), graph.wholes(shape.dim(1), 3)));
    String points =
        graph.node("Slice", List.of(solid, graph.wholes(0), graph.wholes(2), graph.wholes(1)));
    conversion.bind(operator.output(), matrix(graph, points, options));
  }

  private static String matrix(GraphBuilder graph, String points, Options options) {
    String upright = upright(graph, points, options);
    String turned = transposed(graph, upright);

    // The box around the subset, in coordinates in which the two landmarks lie level.
    String subset = rows(graph, points, options.subset());
    String level = graph.node("MatMul", List.of(subset, turned));
    String most = graph.node("ReduceMax", List.of(level), OnnxAttribute.list("axes", 0));
    String least = graph.node("ReduceMin", List.of(level), OnnxAttribute.list("axes", 0));
    String size = graph.node("Sub", List.of(most, least));
    String sum = graph.node("Add", List.of(most, least));
    String middle = graph.node("Mul", List.of(sum, graph.floats(Shape.of(1), 0.5f)));
    String centre = graph.node("MatMul", List.of(middle, upright));

    // Turn by the angle, scale from pixels of the crop, and put the crop's middle on the centre.
    String pixelSize =
        graph.node(
            "Mul",
            List.of(
                size,
                graph.floats(
                    Shape.of(1, 2),
                    options.scaleX() / options.width(),
                    options.scaleY() / options.height())));
    String linear = graph.node("Mul", List.of(turned, pixelSize));
    String halfCrop = graph.floats(Shape.of(1, 2), options.width() / 2f, options.height() / 2f);
    String reach = graph.node("MatMul", List.of(halfCrop, transposed(graph, linear)));
    String shift = graph.node("Sub", List.of(centre, reach));
    return assembled(graph, linear, shift);
  }

  /**
   * {@code [[c, s], [-s, c]]}, where (c, s) is the direction from the left to the right landmark.
   */
  private static String upright(GraphBuilder graph, String points, Options options) {
    String left = rows(graph, points, List.of(options.left()));
    String right = rows(graph, points, List.of(options.right()));
    String difference = graph.node("Sub", List.of(right, left));
    String squares = graph.node("Mul", List.of(difference, difference));
    String length =
        graph.node("Sqrt", List.of(graph.node("ReduceSum", List.of(squares, graph.wholes(1)))));

    // Landmarks that coincide point nowhere; atan2 calls that angle zero, so (1, 0) stands in.
    String coincide =
        graph.node(
            "Cast",
            List.of(graph.node("Equal", List.of(length, graph.floats(Shape.of(1), 0f)))),
            OnnxAttribute.of("to", OnnxType.FLOAT.code()));
    String standIn = graph.node("Mul", List.of(coincide, graph.floats(Shape.of(1, 2), 1f, 0f)));
    String direction =
        graph.node(
            "Div",
            List.of(
                graph.node("Add", List.of(difference, standIn)),
                graph.node("Add", List.of(length, coincide))));
    String across =
        graph.node("MatMul", List.of(direction, graph.floats(Shape.of(2, 2), 0f, 1f, -1f, 0f)));
    return graph.node("Concat", List.of(direction, across), OnnxAttribute.of("axis", 0));
  }

  /** The 2×2 part and the shift {@code [1, 2]} as one matrix {@code [1, 4, 4]}. */
  private static String assembled(GraphBuilder graph, String linear, String shift) {
    String depth = graph.floats(Shape.of(2, 1), 0f, 0f);
    String upper =
        graph.node(
            "Concat",
            List.of(linear, depth, transposed(graph, shift)),
            OnnxAttribute.of("axis", 1));
    String lower = graph.floats(Shape.of(2, 4), 0f, 0f, 1f, 0f, 0f, 0f, 0f, 1f);
    String whole = graph.node("Concat", List.of(upper, lower), OnnxAttribute.of("axis", 0));
    return graph.node("Reshape", List.of(whole, graph.wholes(1, 4, 4)));
  }

  private static String rows(GraphBuilder graph, String points, List<Integer> indices) {
    return graph.node(
        "Gather", List.of(points, graph.wholes(indices)), OnnxAttribute.of("axis", 0));
  }

  private static String transposed(GraphBuilder graph, String matrix) {
    return graph.node("Transpose", List.of(matrix), OnnxAttribute.list("perm", 1, 0));
  }
}
