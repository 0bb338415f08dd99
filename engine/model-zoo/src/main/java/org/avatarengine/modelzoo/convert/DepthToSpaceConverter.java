package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/**
 * Channels rearranged into blocks of pixels; the block's place varies slowest, as in ONNX's DCR.
 */
final class DepthToSpaceConverter implements OperatorConverter {
  private static final int BLOCK_SIZE = 0;

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    String result =
        conversion
            .graph()
            .node(
                "DepthToSpace",
                List.of(conversion.value(operator.inputs().get(0))),
                OnnxAttribute.of("blocksize", operator.options().intAt(BLOCK_SIZE, 0)),
                OnnxAttribute.of("mode", "DCR"));
    conversion.bind(operator.output(), result);
  }
}
