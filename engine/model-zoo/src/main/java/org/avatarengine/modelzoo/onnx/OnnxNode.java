package org.avatarengine.modelzoo.onnx;

import java.util.List;

/** One step of a graph; an input named "" is left out. */
public record OnnxNode(
    String operator, List<String> inputs, String output, List<OnnxAttribute> attributes) {
  public OnnxNode {
    inputs = List.copyOf(inputs);
    attributes = List.copyOf(attributes);
  }
}
