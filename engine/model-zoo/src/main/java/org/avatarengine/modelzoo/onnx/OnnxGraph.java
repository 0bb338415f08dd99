package org.avatarengine.modelzoo.onnx;

import java.util.List;

/** A graph: nodes in an order in which they can run. */
public record OnnxGraph(
    String name,
    List<OnnxValue> inputs,
    List<OnnxValue> outputs,
    List<OnnxTensor> initialisers,
    List<OnnxNode> nodes) {
  public OnnxGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    initialisers = List.copyOf(initialisers);
    nodes = List.copyOf(nodes);
  }
}
