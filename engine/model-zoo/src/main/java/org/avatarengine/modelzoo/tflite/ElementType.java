package org.avatarengine.modelzoo.tflite;

/** The element types that occur in the models read here, with their codes in the TFLite schema. */
public enum ElementType {
  FLOAT32(0, 4),
  FLOAT16(1, 2),
  INT32(2, 4);

  private final int code;
  private final int bytes;

  ElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Size of one element. */
  public int bytes() {
    return bytes;
  }

  static ElementType ofCode(int code) {
    for (ElementType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "element type " + code + " of the TFLite schema is not read");
  }
}
