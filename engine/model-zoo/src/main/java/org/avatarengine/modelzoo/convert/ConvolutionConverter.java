package org.avatarengine.modelzoo.convert;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** Convolutions over all channels together, or over each channel alone (depthwise). */
final class ConvolutionConverter implements OperatorConverter {
  private static final int PADDING = 0;
  private static final int STRIDE_WIDTH = 1;
  private static final int STRIDE_HEIGHT = 2;

  private static final int PADDING_SAME = 0;

  // TFLite has kernels as [out, height, width, in] and, depthwise, as [1, height, width, out];
  // ONNX has [out, in, height, width], where a depthwise kernel has one "in".
  private static final int[] ALL_CHANNELS = {0, 3, 1, 2};
  private static final int[] EACH_CHANNEL = {3, 0, 1, 2};

  private final boolean depthwise;
  private final int activationField;
  private final int dilationWidthField;
  private final int dilationHeightField;

  private ConvolutionConverter(
      boolean depthwise, int activationField, int dilationWidthField, int dilationHeightField) {
    this.depthwise = depthwise;
    this.activationField = activationField;
    this.dilationWidthField = dilationWidthField;
    this.dilationHeightField = dilationHeightField;
  }

  static ConvolutionConverter ofAllChannels() {
    return new ConvolutionConverter(false, 3, 4, 5);
  }

  static ConvolutionConverter ofEachChannel() {
    return new ConvolutionConverter(true, 4, 5, 6);
  }

  /** Whether this operator is a convolution that adds no padding of its own. */
  static boolean isUnpadded(TfliteOperator operator) {
    return switch (operator.kind()) {
      case CONV_2D, DEPTHWISE_CONV_2D ->
          operator.options().byteAt(PADDING, PADDING_SAME) != PADDING_SAME;
      default -> false;
    };
  }

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    Conversion.Padded image = conversion.convolved(operator.inputs().get(0));
    Constant kernel = conversion.constant(operator.inputs().get(1));
    Shape source = conversion.shape(image.source());
    Window window = window(operator, kernel.shape());
    Padding padding =
        isUnpadded(operator)
            ? image.padding()
            : Padding.same(window, source.height(), source.width());

    GraphBuilder graph = conversion.graph();
    List<String> arguments = new ArrayList<>();
    arguments.add(conversion.value(image.source()));
    arguments.add(graph.floats(kernel.permuted(depthwise ? EACH_CHANNEL : ALL_CHANNELS)));
    if (operator.inputs().size() > 2 && operator.inputs().get(2) >= 0) {
      arguments.add(graph.floats(conversion.constant(operator.inputs().get(2))));
    }
    String result =
        graph.node(
            "Conv",
            arguments,
            window.kernelAttribute(),
            window.strideAttribute(),
            window.dilationAttribute(),
            padding.attribute(),
            OnnxAttribute.of("group", depthwise ? source.channels() : 1));
    conversion.bind(
        operator.output(), FusedActivation.apply(graph, result, operator, activationField));
  }

  private Window window(TfliteOperator operator, Shape kernel) {
    return new Window(
        kernel.height(),
        kernel.width(),
        operator.options().intAt(STRIDE_HEIGHT, 0),
        operator.options().intAt(STRIDE_WIDTH, 0),
        operator.options().intAt(dilationHeightField, 1),
        operator.options().intAt(dilationWidthField, 1));
  }
}
