package org.avatarengine.modelzoo.convert;

import org.avatarengine.modelzoo.onnx.OnnxAttribute;

/** A kernel that slides over an image. */
record Window(
    int height,
    int width,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth) {
  Window(int height, int width, int strideHeight, int strideWidth) {
    this(height, width, strideHeight, strideWidth, 1, 1);
  }

  /** Rows from its first to its last, gaps included. */
  int reachHeight() {
    return (height - 1) * dilationHeight + 1;
  }

  /** Columns from its first to its last, gaps included. */
  int reachWidth() {
    return (width - 1) * dilationWidth + 1;
  }

  OnnxAttribute kernelAttribute() {
    return OnnxAttribute.list("kernel_shape", height, width);
  }

  OnnxAttribute strideAttribute() {
    return OnnxAttribute.list("strides", strideHeight, strideWidth);
  }

  OnnxAttribute dilationAttribute() {
    return OnnxAttribute.list("dilations", dilationHeight, dilationWidth);
  }
}
