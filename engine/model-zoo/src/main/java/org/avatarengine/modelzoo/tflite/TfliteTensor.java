package org.avatarengine.modelzoo.tflite;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One tensor of a graph.
 *
 * @param data little-endian elements of a constant, empty for a computed tensor
 * @param sparsity how {@code data} is laid out where it is not simply row by row
 */
public record TfliteTensor(
    String name, Shape shape, ElementType type, ByteBuffer data, Optional<Sparsity> sparsity) {

  /** Whether the file holds its value. */
  public boolean isConstant() {
    return data.hasRemaining();
  }
}
