package org.avatarengine.modelzoo.tflite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The dimensions of a tensor. Four-dimensional ones are batch, height, width, channels. */
public record Shape(List<Integer> dims) {
  public Shape {
    dims = List.copyOf(dims);
  }

  /** A shape of these dimensions. */
  public static Shape of(int... dims) {
    return new Shape(Arrays.stream(dims).boxed().toList());
  }

  /** How many dimensions there are. */
  public int rank() {
    return dims.size();
  }

  /** The size of one dimension. */
  public int dim(int axis) {
    return dims.get(axis);
  }

  /** How many elements a tensor of this shape has. */
  public int elements() {
    return dims.stream().reduce(1, Math::multiplyExact);
  }

  /** Rows of an image. */
  public int height() {
    return image().get(1);
  }

  /** Columns of an image. */
  public int width() {
    return image().get(2);
  }

  /** Channels of an image. */
  public int channels() {
    return image().get(3);
  }

  /** The same dimensions in another order: the new dimension i is the old dimension axes[i]. */
  public Shape permuted(int... axes) {
    return new Shape(Arrays.stream(axes).mapToObj(dims::get).toList());
  }

  /** This shape with ones in front, so that it has {@code rank} dimensions. */
  public Shape withRank(int rank) {
    if (rank < rank()) {
      throw new IllegalArgumentException(this + " has more than " + rank + " dimensions");
    }
    List<Integer> padded = new ArrayList<>();
    for (int i = rank(); i < rank; i++) {
      padded.add(1);
    }
    padded.addAll(dims);
    return new Shape(padded);
  }

  private List<Integer> image() {
    if (dims.size() != 4) {
      throw new IllegalArgumentException(this + " is not an image");
    }
    return dims;
  }

  @Override
  public String toString() {
    return dims.toString();
  }
}
