package org.avatarengine.modelzoo.convert;

import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** A model asks for something that the converter does not do. */
final class UnsupportedModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedModelException(TfliteOperator operator, String what) {
    super(operator.label() + ": " + what);
  }
}
