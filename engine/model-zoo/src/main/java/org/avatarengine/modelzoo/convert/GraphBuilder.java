package org.avatarengine.modelzoo.convert;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.onnx.OnnxGraph;
import org.avatarengine.modelzoo.onnx.OnnxNode;
import org.avatarengine.modelzoo.onnx.OnnxTensor;
import org.avatarengine.modelzoo.onnx.OnnxType;
import org.avatarengine.modelzoo.onnx.OnnxValue;
import org.avatarengine.modelzoo.tflite.ElementType;
import org.avatarengine.modelzoo.tflite.Shape;

/**
 * An ONNX graph under construction. Names are counted, never random: the same calls give the same
 * graph. Equal constants are stored once.
 */
final class GraphBuilder {
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxTensor> initialisers = new ArrayList<>();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private final Map<Constant, String> floatConstants = new LinkedHashMap<>();
  private final Map<List<Long>, String> wholeConstants = new LinkedHashMap<>();
  private int values;

  /** Adds a node with one output and gives that output's name. */
  String node(String operator, List<String> arguments, OnnxAttribute... attributes) {
    String output = "v" + values++;
    nodeInto(output, operator, arguments, attributes);
    return output;
  }

  /** Adds a node whose output has a given name. */
  void nodeInto(
      String output, String operator, List<String> arguments, OnnxAttribute... attributes) {
    nodes.add(new OnnxNode(operator, arguments, output, List.of(attributes)));
  }

  void input(String name, Shape shape) {
    inputs.add(new OnnxValue(name, OnnxType.FLOAT, shape.dims()));
  }

  void output(String name, Shape shape) {
    outputs.add(new OnnxValue(name, OnnxType.FLOAT, shape.dims()));
  }

  /**
   * A constant as 32-bit floats. One of 16-bit floats is stored as it is and widened by a Cast,
   * which the runtime folds when it loads the model: half the file, the same numbers.
   */
  String floats(Constant constant) {
    String known = floatConstants.get(constant);
    if (known != null) {
      return known;
    }
    String name =
        switch (constant.type()) {
          case FLOAT32 -> initialiser(OnnxType.FLOAT, constant.shape().dims(), constant.data());
          case FLOAT16 ->
              node(
                  "Cast",
                  List.of(initialiser(OnnxType.FLOAT16, constant.shape().dims(), constant.data())),
                  OnnxAttribute.of("to", OnnxType.FLOAT.code()));
          case INT32 -> throw new IllegalArgumentException("not a " + ElementType.FLOAT32);
        };
    floatConstants.put(constant, name);
    return name;
  }

  /** A constant of 32-bit floats. */
  String floats(Shape shape, float... values) {
    return floats(Constant.of(shape, values));
  }

  /** A constant list of integers. */
  String wholes(List<? extends Number> numbers) {
    List<Long> longs = numbers.stream().map(Number::longValue).toList();
    return wholeConstants.computeIfAbsent(
        longs,
        list -> {
          ByteBuffer data = Constant.allocate(list.size() * Long.BYTES);
          list.forEach(data::putLong);
          return initialiser(OnnxType.INT64, List.of(list.size()), data.flip());
        });
  }

  /** A constant list of integers. */
  String wholes(int... numbers) {
    return wholes(Shape.of(numbers).dims());
  }

  private String initialiser(OnnxType type, List<Integer> dims, ByteBuffer data) {
    String name = "c" + initialisers.size();
    initialisers.add(new OnnxTensor(name, type, dims, data));
    return name;
  }

  OnnxGraph build(String name) {
    return new OnnxGraph(name, inputs, outputs, initialisers, nodes);
  }
}
