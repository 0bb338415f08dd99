package org.avatarengine.modelzoo.convert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteModel;
import org.avatarengine.modelzoo.tflite.TfliteOperator;
import org.avatarengine.modelzoo.tflite.TfliteTensor;

/**
 * One model on its way: which ONNX value or constant stands for which TFLite tensor. Computed
 * images are kept with their channels second, constants as TFLite has them.
 */
final class Conversion {
  private final TfliteModel model;
  private final GraphBuilder graph = new GraphBuilder();
  private final Map<Integer, String> values = new HashMap<>();
  private final Map<Integer, Constant> constants = new HashMap<>();
  private final Map<Integer, Padded> padded = new HashMap<>();

  /** An image that a convolution is to pad itself. */
  record Padded(int source, Padding padding) {}

  Conversion(TfliteModel model) {
    this.model = model;
  }

  GraphBuilder graph() {
    return graph;
  }

  Shape shape(int tensor) {
    return tensor(tensor).shape();
  }

  TfliteTensor tensor(int tensor) {
    return model.tensors().get(tensor);
  }

  /** The operators that read a tensor. */
  List<TfliteOperator> readers(int tensor) {
    return model.operators().stream().filter(op -> op.inputs().contains(tensor)).toList();
  }

  boolean isModelOutput(int tensor) {
    return model.outputs().contains(tensor);
  }

  boolean isConstant(int tensor) {
    return constants.containsKey(tensor) || tensor(tensor).isConstant();
  }

  /** The value of a constant tensor, as TFLite has it. */
  Constant constant(int tensor) {
    Constant derived = constants.get(tensor);
    if (derived != null) {
      return derived;
    }
    TfliteTensor stored = tensor(tensor);
    if (!stored.isConstant() || stored.sparsity().isPresent()) {
      throw new IllegalStateException(stored.name() + " is no plain constant");
    }
    return new Constant(stored.type(), stored.shape(), stored.data());
  }

  /** The ONNX value of a computed tensor. */
  String value(int tensor) {
    String value = values.get(tensor);
    if (value == null) {
      throw new IllegalStateException(tensor(tensor).name() + " is not computed yet");
    }
    return value;
  }

  /** A tensor, computed or constant, as an operand that broadcasts to this many dimensions. */
  String operand(int tensor, int rank) {
    return isConstant(tensor)
        ? graph.floats(
            Layout.channelsFirst(constant(tensor).reshaped(shape(tensor).withRank(rank))))
        : value(tensor);
  }

  /** A computed tensor with its elements in TFLite's order, under whatever shape. */
  String valueInFileOrder(int tensor) {
    return Layout.isSameInBothOrders(shape(tensor))
        ? value(tensor)
        : Layout.toChannelsLast(graph, value(tensor));
  }

  void bind(int tensor, String value) {
    values.put(tensor, value);
  }

  void bind(int tensor, Constant constant) {
    constants.put(tensor, constant);
  }

  /** Leaves the padding of {@code source} to the convolutions that read {@code tensor}. */
  void bindPadded(int tensor, int source, Padding padding) {
    padded.put(tensor, new Padded(source, padding));
  }

  /** What a convolution reads: an image as it is, or one that it has to pad. */
  Padded convolved(int tensor) {
    return padded.getOrDefault(tensor, new Padded(tensor, Padding.NONE));
  }
}
