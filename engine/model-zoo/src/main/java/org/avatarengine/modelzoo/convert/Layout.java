package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.tflite.Shape;

/**
 * The two orders of an image's dimensions: TFLite keeps channels last, ONNX keeps them second. In
 * between, where only one channel or one pixel exists, both hold the same numbers in the same order
 * and no transposition is needed.
 */
final class Layout {
  private static final int[] LAST_TO_FIRST = {0, 3, 1, 2};
  private static final int[] FIRST_TO_LAST = {0, 2, 3, 1};

  private Layout() {}

  /** The shape of an image with its channels second; any other shape as it is. */
  static Shape channelsFirst(Shape shape) {
    return shape.rank() == 4 ? shape.permuted(LAST_TO_FIRST) : shape;
  }

  /** An image constant with its channels second; any other constant as it is. */
  static Constant channelsFirst(Constant constant) {
    return constant.shape().rank() == 4 ? constant.permuted(LAST_TO_FIRST) : constant;
  }

  /** Where a TFLite axis of a tensor of this rank is in ONNX. */
  static int axis(int rank, int axis) {
    int positive = axis < 0 ? axis + rank : axis;
    if (rank != 4) {
      return positive;
    }
    for (int i = 0; i < rank; i++) {
      if (LAST_TO_FIRST[i] == positive) {
        return i;
      }
    }
    throw new IllegalArgumentException("no axis " + axis + " in " + rank + " dimensions");
  }

  /** Whether both orders of this image are the same numbers in the same order. */
  static boolean isSameInBothOrders(Shape shape) {
    return shape.rank() != 4 || shape.channels() == 1 || shape.height() * shape.width() == 1;
  }

  static String toChannelsFirst(GraphBuilder graph, String value, Shape shape) {
    return isSameInBothOrders(shape)
        ? graph.node("Reshape", List.of(value, graph.wholes(channelsFirst(shape).dims())))
        : graph.node("Transpose", List.of(value), permutation(LAST_TO_FIRST));
  }

  static String toChannelsLast(GraphBuilder graph, String value) {
    return graph.node("Transpose", List.of(value), permutation(FIRST_TO_LAST));
  }

  static void toChannelsLastInto(GraphBuilder graph, String output, String value, Shape shape) {
    if (isSameInBothOrders(shape)) {
      graph.nodeInto(output, "Reshape", List.of(value, graph.wholes(shape.dims())));
    } else {
      graph.nodeInto(output, "Transpose", List.of(value), permutation(FIRST_TO_LAST));
    }
  }

  private static OnnxAttribute permutation(int[] axes) {
    return OnnxAttribute.list("perm", axes[0], axes[1], axes[2], axes[3]);
  }
}
