package org.avatarengine.modelzoo.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.avatarengine.modelzoo.onnx.OnnxGraph;
import org.avatarengine.modelzoo.onnx.OnnxNode;
import org.avatarengine.modelzoo.onnx.OnnxTensor;
import org.avatarengine.modelzoo.onnx.OnnxType;
import org.avatarengine.modelzoo.onnx.OnnxValue;
import org.avatarengine.modelzoo.tflite.ElementType;
import org.avatarengine.modelzoo.tflite.FlatTable;
import org.avatarengine.modelzoo.tflite.OperatorKind;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteModel;
import org.avatarengine.modelzoo.tflite.TfliteOperator;
import org.avatarengine.modelzoo.tflite.TfliteTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small graphs around one operator; that the numbers agree is the parity test's business. */
class GraphConverterTest {
  private static final Shape IMAGE = Shape.of(1, 4, 4, 3);

  @Test
  void shouldKeepNamesAndShapesWhenConverted() {
    // Given
    TfliteModel model = model(operator(OperatorKind.RELU, ""), IMAGE);

    // When
    OnnxGraph graph = GraphConverter.convert("small", model);

    // Then
    assertThat(graph.inputs())
        .containsExactly(new OnnxValue("in", OnnxType.FLOAT, List.of(1, 4, 4, 3)));
    assertThat(graph.outputs())
        .containsExactly(new OnnxValue("out", OnnxType.FLOAT, List.of(1, 4, 4, 3)));
    assertThat(graph.nodes())
        .extracting(OnnxNode::operator)
        .containsExactly("Transpose", "Relu", "Transpose");
  }

  @Test
  void shouldReshapeInsteadOfTransposingWhenThereIsOneChannel() {
    // Given
    Shape grey = Shape.of(1, 4, 4, 1);
    TfliteModel model = model(operator(OperatorKind.LOGISTIC, ""), grey);

    // When
    OnnxGraph graph = GraphConverter.convert("small", model);

    // Then
    assertThat(graph.nodes())
        .extracting(OnnxNode::operator)
        .containsExactly("Reshape", "Sigmoid", "Reshape");
  }

  @Test
  void shouldStoreHalfFloatsWhenWeightsAreHalfFloats() {
    // Given
    ByteBuffer halves = Constant.allocate(6);
    halves.putShort((short) 0x3C00).putShort((short) 0x4000).putShort((short) 0x4200).flip();
    TfliteTensor weights =
        new TfliteTensor(
            "weights", Shape.of(1, 1, 3), ElementType.FLOAT16, halves, Optional.empty());
    TfliteTensor widened = computed("widened", Shape.of(1, 1, 3));
    TfliteModel model =
        new TfliteModel(
            List.of(computed("in", IMAGE), computed("out", IMAGE), weights, widened),
            List.of(
                operator(OperatorKind.DEQUANTIZE, "", List.of(2), 3),
                operator(OperatorKind.MUL, "", List.of(0, 3), 1)),
            List.of(0),
            List.of(1));

    // When
    OnnxGraph graph = GraphConverter.convert("small", model);

    // Then
    assertThat(graph.initialisers())
        .singleElement()
        .satisfies(
            tensor -> {
              assertThat(tensor.type()).isEqualTo(OnnxType.FLOAT16);
              assertThat(tensor.dims()).containsExactly(1, 3, 1, 1);
            });
    assertThat(graph.nodes()).extracting(OnnxNode::operator).contains("Cast", "Mul");
  }

  @Test
  void shouldStoreEqualConstantsOnceWhenUsedTwice() {
    // Given
    GraphBuilder graph = new GraphBuilder();

    // When
    String first = graph.floats(Shape.of(2), 1, 2);
    String second = graph.floats(Shape.of(2), 1, 2);
    String other = graph.floats(Shape.of(1, 2), 1, 2);

    // Then
    assertThat(first).isEqualTo(second).isNotEqualTo(other);
    assertThat(graph.build("small").initialisers()).extracting(OnnxTensor::name).hasSize(2);
  }

  @Test
  void shouldRefuseWhenCustomOperatorIsUnknown() {
    // Given
    TfliteModel model = model(operator(OperatorKind.CUSTOM, "Invented"), IMAGE);

    // When / Then
    assertThatThrownBy(() -> GraphConverter.convert("small", model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("Invented");
  }

  @ParameterizedTest
  @EnumSource(names = {"RESIZE_BILINEAR", "AVERAGE_POOL_2D", "DEQUANTIZE"})
  void shouldRefuseWhenOperatorIsUsedInAnotherWay(OperatorKind kind) {
    // Given
    TfliteModel model = model(operator(kind, ""), IMAGE);

    // When / Then
    assertThatThrownBy(() -> GraphConverter.convert("small", model))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining(kind.name());
  }

  private static TfliteModel model(TfliteOperator operator, Shape shape) {
    return new TfliteModel(
        List.of(computed("in", shape), computed("out", shape)),
        List.of(operator),
        List.of(0),
        List.of(1));
  }

  private static TfliteTensor computed(String name, Shape shape) {
    return new TfliteTensor(
        name, shape, ElementType.FLOAT32, ByteBuffer.allocate(0), Optional.empty());
  }

  private static TfliteOperator operator(OperatorKind kind, String customName) {
    return operator(kind, customName, List.of(0), 1);
  }

  private static TfliteOperator operator(
      OperatorKind kind, String customName, List<Integer> inputs, int output) {
    return new TfliteOperator(
        kind, customName, inputs, List.of(output), FlatTable.empty(), ByteBuffer.allocate(0));
  }
}
