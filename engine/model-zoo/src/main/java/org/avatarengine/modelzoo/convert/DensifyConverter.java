package org.avatarengine.modelzoo.convert;

import java.nio.ByteBuffer;
import java.util.List;
import org.avatarengine.modelzoo.tflite.Sparsity;
import org.avatarengine.modelzoo.tflite.TfliteOperator;
import org.avatarengine.modelzoo.tflite.TfliteTensor;

/** Sparse weights, expanded at conversion. */
final class DensifyConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    TfliteTensor tensor = conversion.tensor(operator.inputs().get(0));
    Sparsity sparsity =
        tensor
            .sparsity()
            .orElseThrow(() -> new UnsupportedModelException(operator, "a tensor that is dense"));
    conversion.bind(operator.output(), new Expansion(tensor, sparsity).constant());
  }

  /** Walks the stored levels from the outermost to the values. */
  private static final class Expansion {
    private final TfliteTensor tensor;
    private final List<Integer> order;
    private final List<Integer> blockMap;
    private final List<Sparsity.Level> levels;
    private final int[] index;
    private final int[] blockSizes;
    private final ByteBuffer dense;

    Expansion(TfliteTensor tensor, Sparsity sparsity) {
      this.tensor = tensor;
      order = sparsity.traversalOrder();
      blockMap = sparsity.blockMap();
      levels = sparsity.levels();
      index = new int[levels.size()];
      blockSizes = new int[levels.size()];
      dense = Constant.allocate(tensor.shape().elements() * tensor.type().bytes());
      for (int level = 0; level < levels.size(); level++) {
        if (levels.get(level) instanceof Sparsity.Level.Dense all) {
          blockSizes[order.get(level)] = all.size();
        }
      }
    }

    Constant constant() {
      expand(0, 0);
      return new Constant(tensor.type(), tensor.shape(), dense);
    }

    private void expand(int level, int position) {
      if (level == levels.size()) {
        place(position);
        return;
      }
      int dimension = order.get(level);
      switch (levels.get(level)) {
        case Sparsity.Level.Dense all -> {
          for (int i = 0; i < all.size(); i++) {
            index[dimension] = i;
            expand(level + 1, position * all.size() + i);
          }
        }
        case Sparsity.Level.Compressed rows -> {
          int end = rows.segments().get(position + 1);
          for (int i = rows.segments().get(position); i < end; i++) {
            index[dimension] = rows.indices().get(i);
            expand(level + 1, i);
          }
        }
      }
    }

    private void place(int position) {
      int rank = tensor.shape().rank();
      int target = 0;
      for (int axis = 0; axis < rank; axis++) {
        int coordinate = index[axis];
        int block = blockMap.indexOf(axis);
        if (block >= 0) {
          coordinate = coordinate * blockSizes[rank + block] + index[rank + block];
        }
        target = target * tensor.shape().dim(axis) + coordinate;
      }
      int size = tensor.type().bytes();
      dense.put(target * size, tensor.data(), position * size, size);
    }
  }
}
