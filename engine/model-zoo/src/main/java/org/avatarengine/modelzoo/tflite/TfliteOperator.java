package org.avatarengine.modelzoo.tflite;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One step of a graph.
 *
 * @param customName the name of a {@link OperatorKind#CUSTOM} operator, else empty
 * @param inputs tensors by number; -1 for one left out
 * @param outputs tensors by number
 * @param options the options table of a built-in operator; without fields where there is none
 * @param customOptions the option bytes of a custom operator
 */
public record TfliteOperator(
    OperatorKind kind,
    String customName,
    List<Integer> inputs,
    List<Integer> outputs,
    FlatTable options,
    ByteBuffer customOptions) {
  public TfliteOperator {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The number of its only output. */
  public int output() {
    return outputs.get(0);
  }

  /** How it is called in messages. */
  public String label() {
    return kind == OperatorKind.CUSTOM ? customName : kind.name();
  }
}
