package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.tflite.Shape;

/**
 * Reads the 4×4 matrices of the attention operators: rows 0 and 1, columns 0 and 1 turn and scale a
 * point, column 3 shifts it.
 */
final class AffineMatrix {
  private AffineMatrix() {}

  /** Points {@code [n, 2]} through the matrix {@code [1, 4, 4]}. */
  static String transform(GraphBuilder graph, String points, String matrix) {
    String rows = graph.node("Reshape", List.of(matrix, graph.wholes(Shape.of(4, 4).dims())));
    String columns = graph.node("Transpose", List.of(rows), OnnxAttribute.list("perm", 1, 0));
    String turn = part(graph, columns, 0, 2);
    String shift = part(graph, columns, 3, 4);
    String turned = graph.node("MatMul", List.of(points, turn));
    return graph.node("Add", List.of(turned, shift));
  }

  /** Columns {@code from} to {@code to} of the first two rows, each column as a row. */
  private static String part(GraphBuilder graph, String columns, int from, int to) {
    return graph.node(
        "Slice", List.of(columns, graph.wholes(from, 0), graph.wholes(to, 2), graph.wholes(0, 1)));
  }
}
