package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** Functions of each element alone. */
record ActivationConverter(String onnxOperator) implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    String value = conversion.value(operator.inputs().get(0));
    conversion.bind(operator.output(), conversion.graph().node(onnxOperator, List.of(value)));
  }
}
