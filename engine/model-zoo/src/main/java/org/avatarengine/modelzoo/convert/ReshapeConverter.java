package org.avatarengine.modelzoo.convert;

import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** The same elements, in TFLite's order, under another shape. */
final class ReshapeConverter implements OperatorConverter {
  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    GraphBuilder graph = conversion.graph();
    Shape target = conversion.shape(operator.output());
    String elements = conversion.valueInFileOrder(operator.inputs().get(0));
    String result =
        Layout.isSameInBothOrders(target)
            ? reshape(graph, elements, Layout.channelsFirst(target))
            : Layout.toChannelsFirst(graph, reshape(graph, elements, target), target);
    conversion.bind(operator.output(), result);
  }

  private static String reshape(GraphBuilder graph, String value, Shape shape) {
    return graph.node("Reshape", List.of(value, graph.wholes(shape.dims())));
  }
}
