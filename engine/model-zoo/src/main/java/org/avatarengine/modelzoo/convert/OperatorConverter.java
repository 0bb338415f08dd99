package org.avatarengine.modelzoo.convert;

import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** Says one kind of TFLite operator in ONNX. */
@FunctionalInterface
interface OperatorConverter {
  /**
   * Adds nodes to the conversion's graph and binds the operator's output.
   *
   * @throws UnsupportedModelException when the operator is used in a way that is not covered
   */
  void convert(TfliteOperator operator, Conversion conversion);
}
