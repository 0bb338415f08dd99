package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/**
 * Zeros around a tensor. Where only unpadded convolutions read the result and only rows and columns
 * are added, those convolutions do the padding themselves.
 */
final class PadConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    int input = operator.inputs().get(0);
    Shape shape = conversion.shape(input);
    // One row for each dimension: how much before, how much after.
    int[] amounts = conversion.constant(operator.inputs().get(1)).ints();
    if (shape.rank() != 4) {
      throw new UnsupportedModelException(operator, "something else than an image");
    }
    boolean onlySpatial = amounts[0] + amounts[1] + amounts[6] + amounts[7] == 0;
    if (onlySpatial && isReadByUnpaddedConvolutionsOnly(operator.output(), conversion)) {
      conversion.bindPadded(
          operator.output(), input, new Padding(amounts[2], amounts[4], amounts[3], amounts[5]));
      return;
    }
    GraphBuilder graph = conversion.graph();
    String pads =
        graph.wholes(
            amounts[0],
            amounts[6],
            amounts[2],
            amounts[4],
            amounts[1],
            amounts[7],
            amounts[3],
            amounts[5]);
    conversion.bind(operator.output(), graph.node("Pad", List.of(conversion.value(input), pads)));
  }

  private static boolean isReadByUnpaddedConvolutionsOnly(int tensor, Conversion conversion) {
    return !conversion.isModelOutput(tensor)
        && conversion.readers(tensor).stream().allMatch(ConvolutionConverter::isUnpadded);
  }
}
