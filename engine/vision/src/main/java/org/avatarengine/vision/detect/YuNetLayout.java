package org.avatarengine.vision.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.inference.PlanarModel.Output;
import org.avatarengine.vision.inference.PlanarModel.Planes;

/**
 * YuNet as OpenCV's model zoo publishes it since 2023 (OpenCV's {@code FaceDetectorYN} reads the
 * same): B, G, R planes of bytes as they are; per stride s the outputs {@code cls_s} and {@code
 * obj_s}, whose geometric mean is the score, {@code bbox_s} with the box's centre relative to the
 * cell and the logarithms of its width and height, and {@code kps_s} with five points relative to
 * the cell, all in strides. One anchor a cell, on the cell's corner. {@code kps_s} may be missing.
 */
final class YuNetLayout implements DetectorLayout {

  private static final float OVERLAP = 0.3f;
  private static final Planes PLANES = new Planes(0, 1, true);

  @Override
  public Planes planes() {
    return PLANES;
  }

  @Override
  public float overlap() {
    return OVERLAP;
  }

  @Override
  public Optional<String> misfit(List<Output> outputs, int width, int height) {
    boolean points = of(outputs, "kps_8").isPresent();
    for (int stride : STRIDES) {
      Optional<String> misfit =
          misfit(outputs, "cls_" + stride, cells(width, height, stride), 1)
              .or(() -> misfit(outputs, "obj_" + stride, cells(width, height, stride), 1))
              .or(() -> misfit(outputs, "bbox_" + stride, cells(width, height, stride), 4));
      if (points && misfit.isEmpty()) {
        misfit = misfit(outputs, "kps_" + stride, cells(width, height, stride), POINT_NUMBERS);
      }
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> misfit(
      List<Output> outputs, String name, long rows, int columns) {
    var output = of(outputs, name);
    if (output.isEmpty()) {
      return Optional.of("it has no output %s: %s".formatted(name, DetectorLayout.list(outputs)));
    }
    boolean fits =
        DetectorLayout.columns(output.get()) == columns
            && DetectorLayout.rows(output.get()) == rows;
    return fits
        ? Optional.empty()
        : Optional.of(
            "its output %s has the shape %s, not %d rows of %d"
                .formatted(name, output.get().shape(), rows, columns));
  }

  @Override
  public List<Detection> decode(List<Output> outputs, int width, int height, float threshold) {
    var found = new ArrayList<Detection>();
    for (int stride : STRIDES) {
      float[] classes = of(outputs, "cls_" + stride).orElseThrow().values();
      float[] objects = of(outputs, "obj_" + stride).orElseThrow().values();
      float[] boxes = of(outputs, "bbox_" + stride).orElseThrow().values();
      Optional<float[]> points = of(outputs, "kps_" + stride).map(Output::values);
      int columns = width / stride;
      for (int i = 0; i < classes.length; i++) {
        float score = (float) Math.sqrt(unit(classes[i]) * unit(objects[i]));
        if (!(score >= threshold)) {
          continue;
        }
        float x = i % columns * (float) stride;
        float y = i / columns * (float) stride;
        float boxWidth = (float) Math.exp(boxes[i * 4 + 2]) * stride;
        float boxHeight = (float) Math.exp(boxes[i * 4 + 3]) * stride;
        float centreX = x + boxes[i * 4] * stride;
        float centreY = y + boxes[i * 4 + 1] * stride;
        if (Float.isFinite(centreX + boxWidth) && Float.isFinite(centreY + boxHeight)) {
          int at = i * POINT_NUMBERS;
          List<Point> keyPoints =
              points.map(p -> FivePointRow.keyPoints(p, at, x, y, stride)).orElse(List.of());
          var box = Box.around(centreX, centreY, boxWidth, boxHeight);
          found.add(new Detection(box, keyPoints, score));
        }
      }
    }
    return found;
  }

  private static float unit(float value) {
    return Math.clamp(value, 0, 1);
  }

  private static long cells(int width, int height, int stride) {
    return (long) (width / stride) * (height / stride);
  }

  private static Optional<Output> of(List<Output> outputs, String name) {
    return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
  }
}
