package org.avatarengine.vision.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.inference.PlanarModel.Output;
import org.avatarengine.vision.inference.PlanarModel.Planes;

/**
 * SCRFD as InsightFace exports it (its {@code model_zoo/scrfd.py} reads the same): R, G, B planes
 * of (byte - 127.5) / 128; per stride a score in [0, 1], four distances from the anchor to the
 * box's left, top, right and bottom, and, in some files, five points relative to the anchor, all in
 * strides. An anchor lies on the corner of its cell, two on each. Rows may have a batch dimension
 * of 1 before them. Outputs have numbers for names, so each is known by its columns (1, 4 or 10)
 * and, by its rows, its stride; the order does not matter.
 */
final class ScrfdLayout implements DetectorLayout {

  private static final int ANCHORS = 2;
  private static final float OVERLAP = 0.4f;
  private static final Planes PLANES = new Planes(127.5f, 128, false);

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
    boolean points = outputs.size() == 9;
    if (outputs.size() != 6 && !points) {
      return Optional.of(
          "it gives %d outputs, not 6 or 9: %s"
              .formatted(outputs.size(), DetectorLayout.list(outputs)));
    }
    for (int stride : STRIDES) {
      long rows = rows(width, height, stride);
      for (int columns : points ? new int[] {1, 4, POINT_NUMBERS} : new int[] {1, 4}) {
        if (of(outputs, columns, rows).isEmpty()) {
          return Optional.of(
              "no output has %d rows of %d for stride %d: %s"
                  .formatted(rows, columns, stride, DetectorLayout.list(outputs)));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Detection> decode(List<Output> outputs, int width, int height, float threshold) {
    var found = new ArrayList<Detection>();
    for (int stride : STRIDES) {
      long rows = rows(width, height, stride);
      float[] scores = of(outputs, 1, rows).orElseThrow().values();
      float[] distances = of(outputs, 4, rows).orElseThrow().values();
      Optional<float[]> points = of(outputs, POINT_NUMBERS, rows).map(Output::values);
      int columns = width / stride;
      for (int i = 0; i < scores.length; i++) {
        if (!(scores[i] >= threshold)) {
          continue;
        }
        int cell = i / ANCHORS;
        float x = cell % columns * (float) stride;
        float y = cell / columns * (float) stride;
        float x1 = x - distances[i * 4] * stride;
        float y1 = y - distances[i * 4 + 1] * stride;
        float x2 = x + distances[i * 4 + 2] * stride;
        float y2 = y + distances[i * 4 + 3] * stride;
        if (x2 > x1 && y2 > y1 && Float.isFinite(x2 - x1) && Float.isFinite(y2 - y1)) {
          int at = i;
          List<Point> keyPoints =
              points
                  .map(p -> FivePointRow.keyPoints(p, at * POINT_NUMBERS, x, y, stride))
                  .orElse(List.of());
          found.add(new Detection(new Box(x1, y1, x2, y2), keyPoints, Math.min(scores[i], 1)));
        }
      }
    }
    return found;
  }

  private static long rows(int width, int height, int stride) {
    return (long) (width / stride) * (height / stride) * ANCHORS;
  }

  private static Optional<Output> of(List<Output> outputs, int columns, long rows) {
    return outputs.stream()
        .filter(o -> DetectorLayout.columns(o) == columns && DetectorLayout.rows(o) == rows)
        .findFirst();
  }
}
