package org.avatarengine.modelzoo.onnx;

import java.util.List;

/** A named input or output of a graph. */
public record OnnxValue(String name, OnnxType type, List<Integer> dims) {
  public OnnxValue {
    dims = List.copyOf(dims);
  }
}
