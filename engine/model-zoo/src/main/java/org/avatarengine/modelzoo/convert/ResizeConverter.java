package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.onnx.OnnxAttribute;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** Bilinear resizing with pixel centres at half coordinates. */
final class ResizeConverter implements OperatorConverter {
  private static final int ALIGN_CORNERS = 2;
  private static final int HALF_PIXEL_CENTERS = 3;

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    if (operator.options().byteAt(HALF_PIXEL_CENTERS, 0) == 0
        || operator.options().byteAt(ALIGN_CORNERS, 0) != 0) {
      throw new UnsupportedModelException(operator, "pixel centres that are not half coordinates");
    }
    GraphBuilder graph = conversion.graph();
    List<Integer> size = Layout.channelsFirst(conversion.shape(operator.output())).dims();
    String image = conversion.value(operator.inputs().get(0));
    String result =
        graph.node(
            "Resize",
            List.of(image, "", "", graph.wholes(size)),
            OnnxAttribute.of("mode", "linear"),
            OnnxAttribute.of("coordinate_transformation_mode", "half_pixel"));
    conversion.bind(operator.output(), result);
  }
}
