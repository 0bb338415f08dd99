package org.avatarengine.modelzoo.convert;

import org.avatarengine.modelzoo.tflite.ElementType;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** Weights widened from 16-bit floats; they stay narrow here, see {@link GraphBuilder#floats}. */
final class DequantizeConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    if (!conversion.isConstant(input) || conversion.constant(input).type() != ElementType.FLOAT16) {
      throw new UnsupportedModelException(operator, "something else than 16-bit weights");
    }
    conversion.bind(operator.output(), conversion.constant(input));
  }
}
