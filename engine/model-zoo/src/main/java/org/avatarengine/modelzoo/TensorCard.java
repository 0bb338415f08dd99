package org.avatarengine.modelzoo;

import java.util.List;

/**
 * One input or output of a model.
 *
 * @param name the name under which the runtime knows it
 * @param shape its fixed dimensions; images are {@code [1, height, width, channels]}
 * @param type its element type, always {@code float32} today
 */
public record TensorCard(String name, List<Integer> shape, String type) {
  public TensorCard {
    shape = List.copyOf(shape);
  }
}
