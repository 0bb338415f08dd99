package org.avatarengine.modelzoo.onnx;

import java.nio.ByteBuffer;
import java.util.List;

/** A constant of a graph: its little-endian elements, row by row, in {@code data}. */
public record OnnxTensor(String name, OnnxType type, List<Integer> dims, ByteBuffer data) {
  public OnnxTensor {
    dims = List.copyOf(dims);
  }
}
