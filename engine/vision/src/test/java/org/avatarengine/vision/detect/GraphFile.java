package org.avatarengine.vision.detect;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes detectors that detect colour: a cell's score is the mean of one plane over it, boxes and
 * points stand at constant distances from the cell. What a layout reads is so known to the pixel.
 */
final class GraphFile {

  static final int ANY = -1;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private int names;

  /** A graph that takes one float picture; {@link #ANY} leaves a dimension open. */
  static GraphFile taking(int... shape) {
    return taking(TensorProto.DataType.FLOAT, shape);
  }

  static GraphFile taking(TensorProto.DataType type, int... shape) {
    var file = new GraphFile();
    var dims = TensorShapeProto.newBuilder();
    for (int dim : shape) {
      var value = TensorShapeProto.Dimension.newBuilder();
      dims.addDim(dim == ANY ? value.setDimParam("d" + file.names++) : value.setDimValue(dim));
    }
    file.graph.addInput(value("input", type).setType(type(type).setTensorType(tensor(type, dims))));
    return file;
  }

  /** SCRFD's outputs, named by numbers: scores, boxes and, if given, points of strides 8 to 32. */
  GraphFile scrfd(int stride, boolean batch, float[] distances, float[] points) {
    for (int s : DetectorLayout.STRIDES) {
      String red = scaled(plane(s, 0), s == stride ? 1 : 0);
      String pair = node("Concat", List.of(red, scaled(red, 0)), whole("axis", 1));
      String last = node("Transpose", List.of(pair), wholes("perm", 0, 2, 3, 1));
      long[] rows = batch ? new long[] {1, -1, 1} : new long[] {-1, 1};
      output(node("Reshape", List.of(last, integers(rows))), "" + (400 + s));
    }
    for (int s : DetectorLayout.STRIDES) {
      constantRows("" + (400 + s), distances, "" + (500 + s));
    }
    for (int s : points == null ? List.<Integer>of() : DetectorLayout.STRIDES) {
      constantRows("" + (400 + s), points, "" + (600 + s));
    }
    return this;
  }

  /** YuNet's outputs; the object score is the class score times {@code object}. */
  GraphFile yuNet(int stride, float object, float[] box, float[] points) {
    for (int s : DetectorLayout.STRIDES) {
      String red = scaled(plane(s, 2), s == stride ? 1 / 255f : 0);
      String last = node("Transpose", List.of(red), wholes("perm", 0, 2, 3, 1));
      output(node("Reshape", List.of(last, integers(1, -1, 1))), "cls_" + s);
      output(scaled("cls_" + s, object), "obj_" + s);
      constantRows("cls_" + s, box, "bbox_" + s);
      if (points != null) {
        constantRows("cls_" + s, points, "kps_" + s);
      }
    }
    return this;
  }

  /** An output of its own, the mean of the first plane over cells. */
  GraphFile plain(String name) {
    output(plane(8, 0), name);
    return this;
  }

  GraphFile without(String output) {
    for (int i = 0; i < graph.getOutputCount(); i++) {
      if (graph.getOutput(i).getName().equals(output)) {
        graph.removeOutput(i);
        return this;
      }
    }
    throw new IllegalArgumentException("there is no output " + output);
  }

  byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  Path writeTo(Path folder) throws IOException {
    return Files.write(folder.resolve("detector.onnx"), bytes());
  }

  private String plane(int stride, int channel) {
    String cells =
        node(
            "AveragePool",
            List.of("input"),
            wholes("kernel_shape", stride, stride),
            wholes("strides", stride, stride));
    return node("Gather", List.of(cells, integers(channel)), whole("axis", 1));
  }

  private String scaled(String value, float factor) {
    return node("Mul", List.of(value, floats(factor)));
  }

  private void constantRows(String rows, float[] constants, String name) {
    String zeros = node("Mul", List.of(rows, floats(new float[constants.length])));
    output(node("Add", List.of(zeros, floats(constants))), name);
  }

  private void output(String value, String name) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name).setName(name));
    graph.addOutput(value(name, TensorProto.DataType.FLOAT));
  }

  private String node(String operator, List<String> inputs, AttributeProto... attributes) {
    String name = "n" + names++;
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(name)
            .setName(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  private String floats(float... values) {
    var tensor = initialiser(TensorProto.DataType.FLOAT, values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.getName();
  }

  private String integers(long... values) {
    var tensor = initialiser(TensorProto.DataType.INT64, values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.getName();
  }

  private TensorProto.Builder initialiser(TensorProto.DataType type, int length) {
    return graph
        .addInitializerBuilder()
        .setName("c" + names++)
        .setDataType(type.getNumber())
        .addDims(length);
  }

  private static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static AttributeProto wholes(String name, long... values) {
    var attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private static ValueInfoProto.Builder value(String name, TensorProto.DataType type) {
    return ValueInfoProto.newBuilder().setName(name).setType(type(type));
  }

  private static TypeProto.Builder type(TensorProto.DataType type) {
    return TypeProto.newBuilder()
        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.getNumber()));
  }

  private static TypeProto.Tensor.Builder tensor(
      TensorProto.DataType type, TensorShapeProto.Builder dims) {
    return TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dims);
  }
}
