package org.avatarengine.modelzoo.tflite;

/** The operators that occur in the models read here, with their codes in the TFLite schema. */
public enum OperatorKind {
  ADD(0),
  AVERAGE_POOL_2D(1),
  CONCATENATION(2),
  CONV_2D(3),
  DEPTHWISE_CONV_2D(4),
  DEPTH_TO_SPACE(5),
  DEQUANTIZE(6),
  LOGISTIC(14),
  MAX_POOL_2D(17),
  MUL(18),
  RELU(19),
  RESHAPE(22),
  RESIZE_BILINEAR(23),
  CUSTOM(32),
  PAD(34),
  STRIDED_SLICE(45),
  PRELU(54),
  HARD_SWISH(117),
  DENSIFY(124);

  private final int code;

  OperatorKind(int code) {
    this.code = code;
  }

  static OperatorKind ofCode(int code) {
    for (OperatorKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("operator " + code + " of the TFLite schema is not read");
  }
}
