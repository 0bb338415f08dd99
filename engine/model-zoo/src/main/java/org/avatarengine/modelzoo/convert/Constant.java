package org.avatarengine.modelzoo.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.avatarengine.modelzoo.tflite.ElementType;
import org.avatarengine.modelzoo.tflite.Shape;

/** A tensor whose value the model file holds: little-endian elements, row by row. */
record Constant(ElementType type, Shape shape, ByteBuffer data) {
  Constant {
    if (data.remaining() != shape.elements() * type.bytes()) {
      throw new IllegalArgumentException(
          data.remaining() + " bytes are no " + type + " tensor of shape " + shape);
    }
    data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  static Constant of(Shape shape, float... values) {
    ByteBuffer data = allocate(values.length * Float.BYTES);
    for (float value : values) {
      data.putFloat(value);
    }
    return new Constant(ElementType.FLOAT32, shape, data.flip());
  }

  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same elements under another shape. */
  Constant reshaped(Shape other) {
    return new Constant(type, other, data);
  }

  /** The same tensor with its dimensions in another order, see {@link Shape#permuted}. */
  Constant permuted(int... axes) {
    Shape target = shape.permuted(axes);
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    int size = type.bytes();
    ByteBuffer moved = allocate(data.remaining());
    int[] index = new int[target.rank()];
    for (int i = 0; i < target.elements(); i++) {
      int from = 0;
      for (int axis = 0; axis < index.length; axis++) {
        from += index[axis] * strides[axes[axis]];
      }
      moved.put(i * size, data, from * size, size);
      advance(index, target);
    }
    return new Constant(type, target, moved);
  }

  private static void advance(int[] index, Shape shape) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis]++;
      if (index[axis] < shape.dim(axis)) {
        return;
      }
      index[axis] = 0;
    }
  }

  /** Its elements, when it is a tensor of floats of either width. */
  float[] floats() {
    float[] values = new float[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case FLOAT32 -> data.getFloat(i * Float.BYTES);
            case FLOAT16 -> Float.float16ToFloat(data.getShort(i * Short.BYTES));
            case INT32 -> throw new IllegalStateException("a tensor of integers");
          };
    }
    return values;
  }

  /** Its elements, when it is a tensor of integers. */
  int[] ints() {
    if (type != ElementType.INT32) {
      throw new IllegalStateException("a tensor of " + type);
    }
    int[] values = new int[shape.elements()];
    Arrays.setAll(values, i -> data.getInt(i * Integer.BYTES));
    return values;
  }
}
