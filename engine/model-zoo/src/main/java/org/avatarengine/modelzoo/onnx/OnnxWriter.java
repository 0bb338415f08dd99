package org.avatarengine.modelzoo.onnx;

import java.util.List;

/**
 * Encodes a graph as an ONNX file. The field numbers are those of ONNX's {@code onnx.proto}. Equal
 * graphs give equal bytes.
 */
public final class OnnxWriter {
  /** The version of the operator set that the nodes follow. */
  public static final int OPSET = 17;

  private static final int IR_VERSION = 8;

  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_INTS = 7;

  private OnnxWriter() {}

  /** The bytes of an ONNX file that holds {@code graph}. */
  public static byte[] write(OnnxGraph graph) {
    return new ProtoMessage()
        .whole(1, IR_VERSION)
        .text(2, "avatar-engine")
        .message(7, graph(graph))
        .message(8, new ProtoMessage().text(1, "").whole(2, OPSET))
        .toByteArray();
  }

  private static ProtoMessage graph(OnnxGraph graph) {
    ProtoMessage message = new ProtoMessage();
    graph.nodes().forEach(node -> message.message(1, node(node)));
    message.text(2, graph.name());
    graph.initialisers().forEach(tensor -> message.message(5, tensor(tensor)));
    graph.inputs().forEach(value -> message.message(11, value(value)));
    graph.outputs().forEach(value -> message.message(12, value(value)));
    return message;
  }

  private static ProtoMessage node(OnnxNode node) {
    ProtoMessage message = new ProtoMessage();
    node.inputs().forEach(input -> message.text(1, input));
    message.text(2, node.output());
    message.text(3, node.output());
    message.text(4, node.operator());
    node.attributes().forEach(attribute -> message.message(5, attribute(attribute)));
    return message;
  }

  private static ProtoMessage attribute(OnnxAttribute attribute) {
    ProtoMessage message = new ProtoMessage().text(1, attribute.name());
    return switch (attribute) {
      case OnnxAttribute.Whole whole -> message.whole(3, whole.value()).whole(20, ATTRIBUTE_INT);
      case OnnxAttribute.Text text -> message.text(4, text.value()).whole(20, ATTRIBUTE_STRING);
      case OnnxAttribute.Wholes wholes -> {
        wholes.values().forEach(value -> message.whole(8, value));
        yield message.whole(20, ATTRIBUTE_INTS);
      }
    };
  }

  private static ProtoMessage tensor(OnnxTensor tensor) {
    ProtoMessage message = new ProtoMessage();
    tensor.dims().forEach(size -> message.whole(1, size));
    return message.whole(2, tensor.type().code()).text(8, tensor.name()).bytes(9, tensor.data());
  }

  private static ProtoMessage value(OnnxValue value) {
    ProtoMessage tensorType =
        new ProtoMessage().whole(1, value.type().code()).message(2, shape(value.dims()));
    return new ProtoMessage()
        .text(1, value.name())
        .message(2, new ProtoMessage().message(1, tensorType));
  }

  private static ProtoMessage shape(List<Integer> dims) {
    ProtoMessage message = new ProtoMessage();
    dims.forEach(size -> message.message(1, new ProtoMessage().whole(1, size)));
    return message;
  }
}
