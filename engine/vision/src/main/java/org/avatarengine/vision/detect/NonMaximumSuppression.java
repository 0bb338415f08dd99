package org.avatarengine.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;

/** Makes one detection of the many that a detector gives for one face. */
final class NonMaximumSuppression {

  /** Overlap (intersection over union) from which two detections are one face. */
  static final float OVERLAP = 0.3f;

  private NonMaximumSuppression() {}

  /**
   * Averages each cluster, weighted by score; the result carries the best score of its cluster. All
   * detections are of one detector, so they have equally many key points.
   *
   * @return most confident first
   */
  static List<Detection> weighted(List<Detection> found) {
    List<Detection> rest = sorted(found);
    var kept = new ArrayList<Detection>();
    while (!rest.isEmpty()) {
      Detection best = rest.getFirst();
      var cluster = new ArrayList<>(List.of(best));
      var others = new ArrayList<Detection>();
      for (Detection other : rest.subList(1, rest.size())) {
        (other.box().iou(best.box()) > OVERLAP ? cluster : others).add(other);
      }
      kept.add(average(cluster, best.score()));
      rest = others;
    }
    return kept;
  }

  /**
   * Keeps the best of each cluster, over several views of one picture. A box that lies mostly
   * inside a better one is the same face cut by a tile's edge.
   *
   * @return most confident first
   */
  static List<Detection> best(List<Detection> found) {
    var kept = new ArrayList<Detection>();
    for (Detection candidate : sorted(found)) {
      boolean isNew = true;
      for (Detection better : kept) {
        isNew &= !isSameFace(better.box(), candidate.box());
      }
      if (isNew) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  /**
   * Keeps the best of each cluster as it is, the plain suppression of the detectors that other
   * projects publish.
   *
   * @param overlap intersection over union above which two detections are one face
   * @return most confident first
   */
  static List<Detection> plain(List<Detection> found, float overlap) {
    var kept = new ArrayList<Detection>();
    for (Detection candidate : sorted(found)) {
      boolean isNew = true;
      for (Detection better : kept) {
        isNew &= candidate.box().iou(better.box()) <= overlap;
      }
      if (isNew) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private static boolean isSameFace(Box better, Box candidate) {
    float smaller = Math.min(better.area(), candidate.area());
    return candidate.iou(better) > OVERLAP || candidate.intersection(better) > 0.6f * smaller;
  }

  private static List<Detection> sorted(List<Detection> found) {
    var sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Detection::score).reversed());
    return sorted;
  }

  private static Detection average(List<Detection> cluster, float score) {
    double total = 0;
    double[] box = new double[4];
    int count = cluster.getFirst().keyPoints().size();
    double[] points = new double[count * 2];
    for (Detection d : cluster) {
      total += d.score();
      float[] corners = d.box().toArray();
      for (int i = 0; i < 4; i++) {
        box[i] += d.score() * corners[i];
      }
      for (int k = 0; k < count; k++) {
        points[2 * k] += d.score() * d.keyPoints().get(k).x();
        points[2 * k + 1] += d.score() * d.keyPoints().get(k).y();
      }
    }
    var keyPoints = new ArrayList<Point>(count);
    for (int k = 0; k < count; k++) {
      keyPoints.add(
          new Point((float) (points[2 * k] / total), (float) (points[2 * k + 1] / total)));
    }
    return new Detection(
        new Box(
            (float) (box[0] / total),
            (float) (box[1] / total),
            (float) (box[2] / total),
            (float) (box[3] / total)),
        keyPoints,
        score);
  }
}
