package org.avatarengine.modelzoo.convert;

import java.util.EnumMap;
import java.util.Map;
import org.avatarengine.modelzoo.onnx.OnnxGraph;
import org.avatarengine.modelzoo.tflite.OperatorKind;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteModel;
import org.avatarengine.modelzoo.tflite.TfliteOperator;
import org.avatarengine.modelzoo.tflite.TfliteTensor;

/**
 * Converts a whole graph. Inputs and outputs keep their names, shapes and order of dimensions; in
 * between, images have their channels second.
 */
final class GraphConverter {
  private static final Map<String, OperatorConverter> CUSTOM =
      Map.of(
          "Convolution2DTransposeBias", new TransposedConvolutionConverter(),
          "Landmarks2TransformMatrix", new LandmarkMatrixConverter(),
          "TransformTensorBilinear", new TensorTransformConverter(),
          "TransformLandmarks", new LandmarkTransformConverter());

  private static final Map<OperatorKind, OperatorConverter> BUILT_IN = builtIn();

  private GraphConverter() {}

  private static Map<OperatorKind, OperatorConverter> builtIn() {
    Map<OperatorKind, OperatorConverter> converters = new EnumMap<>(OperatorKind.class);
    converters.put(OperatorKind.ADD, new ArithmeticConverter("Add"));
    converters.put(OperatorKind.MUL, new ArithmeticConverter("Mul"));
    converters.put(OperatorKind.CONV_2D, ConvolutionConverter.ofAllChannels());
    converters.put(OperatorKind.DEPTHWISE_CONV_2D, ConvolutionConverter.ofEachChannel());
    converters.put(OperatorKind.MAX_POOL_2D, new MaxPoolConverter());
    converters.put(OperatorKind.AVERAGE_POOL_2D, new GlobalAverageConverter());
    converters.put(OperatorKind.RELU, new ActivationConverter("Relu"));
    converters.put(OperatorKind.LOGISTIC, new ActivationConverter("Sigmoid"));
    converters.put(OperatorKind.HARD_SWISH, new ActivationConverter("HardSwish"));
    converters.put(OperatorKind.PRELU, new ParametricReluConverter());
    converters.put(OperatorKind.CONCATENATION, new ConcatenationConverter());
    converters.put(OperatorKind.RESHAPE, new ReshapeConverter());
    converters.put(OperatorKind.PAD, new PadConverter());
    converters.put(OperatorKind.STRIDED_SLICE, new SliceConverter());
    converters.put(OperatorKind.DEPTH_TO_SPACE, new DepthToSpaceConverter());
    converters.put(OperatorKind.RESIZE_BILINEAR, new ResizeConverter());
    converters.put(OperatorKind.DEQUANTIZE, new DequantizeConverter());
    converters.put(OperatorKind.DENSIFY, new DensifyConverter());
    converters.put(OperatorKind.CUSTOM, GraphConverter::convertCustom);
    return converters;
  }

  /**
   * The ONNX graph of a model.
   *
   * @throws UnsupportedModelException when the model uses what is not covered
   */
  static OnnxGraph convert(String name, TfliteModel model) {
    Conversion conversion = new Conversion(model);
    GraphBuilder graph = conversion.graph();
    for (int input : model.inputs()) {
      TfliteTensor tensor = model.tensors().get(input);
      graph.input(tensor.name(), tensor.shape());
      conversion.bind(input, Layout.toChannelsFirst(graph, tensor.name(), tensor.shape()));
    }
    for (TfliteOperator operator : model.operators()) {
      BUILT_IN.get(operator.kind()).convert(operator, conversion);
    }
    for (int output : model.outputs()) {
      TfliteTensor tensor = model.tensors().get(output);
      Shape shape = tensor.shape();
      graph.output(tensor.name(), shape);
      Layout.toChannelsLastInto(graph, tensor.name(), conversion.value(output), shape);
    }
    return graph.build(name);
  }

  private static void convertCustom(TfliteOperator operator, Conversion conversion) {
    OperatorConverter converter = CUSTOM.get(operator.customName());
    if (converter == null) {
      throw new UnsupportedModelException(operator, "no such custom operator is known");
    }
    converter.convert(operator, conversion);
  }
}
