package org.avatarengine.modelzoo.onnx;

/** Element types, with their codes in ONNX's {@code TensorProto.DataType}. */
public enum OnnxType {
  FLOAT(1),
  INT64(7),
  FLOAT16(10);

  private final int code;

  OnnxType(int code) {
    this.code = code;
  }

  /** The number by which ONNX knows this type; also the {@code to} attribute of Cast. */
  public int code() {
    return code;
  }
}
