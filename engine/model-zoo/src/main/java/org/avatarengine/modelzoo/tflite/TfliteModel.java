package org.avatarengine.modelzoo.tflite;

import java.util.List;

/** A graph: its tensors by number, its operators in an order in which they can run. */
public record TfliteModel(
    List<TfliteTensor> tensors,
    List<TfliteOperator> operators,
    List<Integer> inputs,
    List<Integer> outputs) {
  public TfliteModel {
    tensors = List.copyOf(tensors);
    operators = List.copyOf(operators);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
