package org.avatarengine.modelzoo.convert;

import org.avatarengine.modelzoo.tflite.FlatTable;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** The options table of the pooling operators. */
final class PoolOptions {
  static final int ACTIVATION = 5;

  private static final int PADDING = 0;
  private static final int STRIDE_WIDTH = 1;
  private static final int STRIDE_HEIGHT = 2;
  private static final int FILTER_WIDTH = 3;
  private static final int FILTER_HEIGHT = 4;

  private static final int PADDING_SAME = 0;

  private PoolOptions() {}

  static boolean isPadded(TfliteOperator operator) {
    return operator.options().byteAt(PADDING, PADDING_SAME) == PADDING_SAME;
  }

  static Window window(TfliteOperator operator) {
    FlatTable options = operator.options();
    return new Window(
        options.intAt(FILTER_HEIGHT, 0),
        options.intAt(FILTER_WIDTH, 0),
        options.intAt(STRIDE_HEIGHT, 0),
        options.intAt(STRIDE_WIDTH, 0));
  }
}
