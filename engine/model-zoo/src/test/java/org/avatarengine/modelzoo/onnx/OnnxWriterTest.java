package org.avatarengine.modelzoo.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes are parsed back by the protobuf classes that were generated from onnx.proto. */
class OnnxWriterTest {
  private static final OnnxGraph GRAPH =
      new OnnxGraph(
          "näme",
          List.of(new OnnxValue("in", OnnxType.FLOAT, List.of(1, 300, 3))),
          List.of(new OnnxValue("out", OnnxType.FLOAT16, List.of(7))),
          List.of(
              new OnnxTensor(
                  "weights",
                  OnnxType.INT64,
                  List.of(2),
                  ByteBuffer.wrap(
                      new byte[] {1, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1}))),
          List.of(
              new OnnxNode(
                  "Resize",
                  List.of("in", "", "weights"),
                  "out",
                  List.of(
                      OnnxAttribute.of("count", -5),
                      OnnxAttribute.of("mode", "linear"),
                      OnnxAttribute.list("pads", 0, -1, Long.MAX_VALUE)))));

  @Test
  void shouldKeepHeaderWhenParsedBack() throws InvalidProtocolBufferException {
    // When
    OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(OnnxWriter.write(GRAPH));

    // Then
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getProducerName()).isEqualTo("avatar-engine");
    assertThat(model.getOpsetImportList())
        .singleElement()
        .satisfies(
            opset -> {
              assertThat(opset.getDomain()).isEmpty();
              assertThat(opset.getVersion()).isEqualTo(OnnxWriter.OPSET);
            });
    assertThat(model.getGraph().getName()).isEqualTo("näme");
  }

  @Test
  void shouldKeepNodesWhenParsedBack() throws InvalidProtocolBufferException {
    // When
    OnnxMl.NodeProto node = parsed().getNode(0);

    // Then
    assertThat(node.getOpType()).isEqualTo("Resize");
    assertThat(node.getInputList()).containsExactly("in", "", "weights");
    assertThat(node.getOutputList()).containsExactly("out");
    OnnxMl.AttributeProto count = node.getAttribute(0);
    assertThat(count.getType()).isEqualTo(OnnxMl.AttributeProto.AttributeType.INT);
    assertThat(count.getI()).isEqualTo(-5);
    OnnxMl.AttributeProto mode = node.getAttribute(1);
    assertThat(mode.getType()).isEqualTo(OnnxMl.AttributeProto.AttributeType.STRING);
    assertThat(mode.getS().toStringUtf8()).isEqualTo("linear");
    OnnxMl.AttributeProto pads = node.getAttribute(2);
    assertThat(pads.getType()).isEqualTo(OnnxMl.AttributeProto.AttributeType.INTS);
    assertThat(pads.getIntsList()).containsExactly(0L, -1L, Long.MAX_VALUE);
  }

  @Test
  void shouldKeepConstantsWhenParsedBack() throws InvalidProtocolBufferException {
    // When
    OnnxMl.TensorProto tensor = parsed().getInitializer(0);

    // Then
    assertThat(tensor.getName()).isEqualTo("weights");
    assertThat(tensor.getDataType()).isEqualTo(OnnxMl.TensorProto.DataType.INT64_VALUE);
    assertThat(tensor.getDimsList()).containsExactly(2L);
    assertThat(tensor.getRawData().toByteArray())
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void shouldKeepInputsAndOutputsWhenParsedBack() throws InvalidProtocolBufferException {
    // When
    OnnxMl.GraphProto graph = parsed();

    // Then
    OnnxMl.TypeProto.Tensor input = graph.getInput(0).getType().getTensorType();
    assertThat(graph.getInput(0).getName()).isEqualTo("in");
    assertThat(input.getElemType()).isEqualTo(OnnxMl.TensorProto.DataType.FLOAT_VALUE);
    assertThat(input.getShape().getDimList())
        .extracting(OnnxMl.TensorShapeProto.Dimension::getDimValue)
        .containsExactly(1L, 300L, 3L);
    OnnxMl.TypeProto.Tensor output = graph.getOutput(0).getType().getTensorType();
    assertThat(graph.getOutput(0).getName()).isEqualTo("out");
    assertThat(output.getElemType()).isEqualTo(OnnxMl.TensorProto.DataType.FLOAT16_VALUE);
  }

  private static OnnxMl.GraphProto parsed() throws InvalidProtocolBufferException {
    return OnnxMl.ModelProto.parseFrom(OnnxWriter.write(GRAPH)).getGraph();
  }
}
