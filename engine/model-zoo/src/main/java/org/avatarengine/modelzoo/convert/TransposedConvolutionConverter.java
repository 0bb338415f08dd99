package org.avatarengine.modelzoo.convert;

import java.nio.ByteBuffer;
import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/**
 * MediaPipe's custom operator for a transposed convolution with bias. Its options are three 32-bit
 * integers: padding, stride along the width, stride along the height.
 */
final class TransposedConvolutionConverter implements OperatorConverter {
  private static final int PADDING = 0;
  private static final int STRIDE_WIDTH = 4;
  private static final int STRIDE_HEIGHT = 8;

  private static final int PADDING_SAME = 1;
  private static final int PADDING_VALID = 2;

  // TFLite has the kernel as [out, height, width, in], ONNX as [in, out, height, width].
  private static final int[] KERNEL = {3, 0, 1, 2};

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    Constant kernel = conversion.constant(operator.inputs().get(1));
    Constant bias = conversion.constant(operator.inputs().get(2));
    ByteBuffer options = operator.customOptions();
    Window window =
        new Window(
            kernel.shape().height(),
            kernel.shape().width(),
            options.getInt(STRIDE_HEIGHT),
            options.getInt(STRIDE_WIDTH));

    GraphBuilder graph = conversion.graph();
    String result =
        graph.node(
            "ConvTranspose",
            List.of(
                conversion.value(input), graph.floats(kernel.permuted(KERNEL)), graph.floats(bias)),
            window.kernelAttribute(),
            window.strideAttribute(),
            crop(operator, conversion.shape(input), window).attribute());
    conversion.bind(operator.output(), result);
  }

  /** What is cut off around the result; ONNX calls it padding too. */
  private static Padding crop(TfliteOperator operator, Shape image, Window window) {
    int padding = operator.customOptions().getInt(PADDING);
    return switch (padding) {
      case PADDING_VALID -> Padding.NONE;
      case PADDING_SAME ->
          Padding.split(
              surplus(image.height(), window.strideHeight(), window.height()),
              surplus(image.width(), window.strideWidth(), window.width()));
      default -> throw new UnsupportedModelException(operator, "padding " + padding);
    };
  }

  private static int surplus(int size, int stride, int kernel) {
    return Math.max(0, kernel - (size - 1) % stride - 1);
  }
}
