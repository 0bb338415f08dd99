package org.avatarengine.modelzoo.tflite;

import java.util.List;

/**
 * How the non-zero values of a sparse constant are laid out.
 *
 * @param traversalOrder the dimensions in the order of storage; those from the tensor's rank
 *     upwards are the dimensions inside a block
 * @param blockMap for each block dimension, the tensor's dimension that it splits
 * @param levels one for each dimension of {@code traversalOrder}
 */
public record Sparsity(List<Integer> traversalOrder, List<Integer> blockMap, List<Level> levels) {
  public Sparsity {
    traversalOrder = List.copyOf(traversalOrder);
    blockMap = List.copyOf(blockMap);
    levels = List.copyOf(levels);
  }

  /** One stored dimension. */
  public sealed interface Level {
    /** Every index from 0 to {@code size} exclusive is stored. */
    record Dense(int size) implements Level {}

    /**
     * Compressed rows: entry i of the level above holds {@code indices} from {@code segments[i]} to
     * {@code segments[i + 1]} exclusive.
     */
    record Compressed(List<Integer> segments, List<Integer> indices) implements Level {
      public Compressed {
        segments = List.copyOf(segments);
        indices = List.copyOf(indices);
      }
    }
  }
}
