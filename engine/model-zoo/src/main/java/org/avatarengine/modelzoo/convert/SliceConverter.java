package org.avatarengine.modelzoo.convert;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.TfliteOperator;

/** A part of a tensor, every so many elements along each axis. */
final class SliceConverter implements OperatorConverter {
  private static final int BEGIN_MASK = 0;
  private static final int END_MASK = 1;
  private static final int ELLIPSIS_MASK = 2;
  private static final int NEW_AXIS_MASK = 3;
  private static final int SHRINK_AXIS_MASK = 4;

  @Override
  public void convert(TfliteOperator operator, Conversion conversion) {
    for (int mask : List.of(ELLIPSIS_MASK, NEW_AXIS_MASK, SHRINK_AXIS_MASK)) {
      if (operator.options().intAt(mask, 0) != 0) {
        throw new UnsupportedModelException(operator, "a slice that changes the rank");
      }
    }
    int beginMask = operator.options().intAt(BEGIN_MASK, 0);
    int endMask = operator.options().intAt(END_MASK, 0);
    int input = operator.inputs().get(0);
    Shape shape = conversion.shape(input);
    int[] begins = conversion.constant(operator.inputs().get(1)).ints();
    int[] ends = conversion.constant(operator.inputs().get(2)).ints();
    int[] steps = conversion.constant(operator.inputs().get(3)).ints();

    List<Integer> axes = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    List<Integer> by = new ArrayList<>();
    for (int axis = 0; axis < begins.length; axis++) {
      if (steps[axis] < 1) {
        throw new UnsupportedModelException(operator, "a slice that runs backwards");
      }
      axes.add(Layout.axis(shape.rank(), axis));
      from.add((beginMask >> axis & 1) == 1 ? 0 : begins[axis]);
      to.add((endMask >> axis & 1) == 1 ? shape.dim(axis) : ends[axis]);
      by.add(steps[axis]);
    }
    GraphBuilder graph = conversion.graph();
    String result =
        graph.node(
            "Slice",
            List.of(
                conversion.value(input),
                graph.wholes(from),
                graph.wholes(to),
                graph.wholes(axes),
                graph.wholes(by)));
    conversion.bind(operator.output(), result);
  }
}
