package org.avatarengine.modelzoo.onnx;

import java.util.Arrays;
import java.util.List;

/** A fixed parameter of a node. */
public sealed interface OnnxAttribute {
  /** Its name in the operator's definition. */
  String name();

  /** An integer. */
  record Whole(String name, long value) implements OnnxAttribute {}

  /** A list of integers. */
  record Wholes(String name, List<Long> values) implements OnnxAttribute {
    public Wholes {
      values = List.copyOf(values);
    }
  }

  /** A string. */
  record Text(String name, String value) implements OnnxAttribute {}

  /** An integer attribute. */
  static OnnxAttribute of(String name, long value) {
    return new Whole(name, value);
  }

  /** A string attribute. */
  static OnnxAttribute of(String name, String value) {
    return new Text(name, value);
  }

  /** A list attribute. */
  static OnnxAttribute list(String name, long... values) {
    return new Wholes(name, Arrays.stream(values).boxed().toList());
  }
}
