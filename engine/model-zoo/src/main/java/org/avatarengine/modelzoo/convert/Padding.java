package org.avatarengine.modelzoo.convert;

import org.avatarengine.modelzoo.onnx.OnnxAttribute;

/** Rows and columns added around an image. */
record Padding(int top, int left, int bottom, int right) {
  static final Padding NONE = new Padding(0, 0, 0, 0);

  /** What TFLite calls SAME: the output has ceil(input / stride) cells, the odd cell goes last. */
  static Padding same(Window window, int height, int width) {
    int rows = missing(height, window.strideHeight(), window.reachHeight());
    int columns = missing(width, window.strideWidth(), window.reachWidth());
    return split(rows, columns);
  }

  /** This many rows and columns in all, halved, the odd one at the bottom and the right. */
  static Padding split(int rows, int columns) {
    return new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
  }

  private static int missing(int size, int stride, int reach) {
    int cells = (size + stride - 1) / stride;
    return Math.max(0, (cells - 1) * stride + reach - size);
  }

  OnnxAttribute attribute() {
    return OnnxAttribute.list("pads", top, left, bottom, right);
  }
}
