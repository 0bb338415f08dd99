package org.avatarengine.vision.hint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.landmark.FaceMesh;

/**
 * How a face's points move against one another.
 *
 * <p>Still face: each frame's points are laid over those of the first by the best similarity; what
 * remains, as root mean square in distances between the outer eye corners, stays under {@link
 * #STILL} in every frame, and so does the change of both eyes' openness (lid distance over eye
 * width) under {@link #STILL_LIDS}, over at least two seconds.
 *
 * <p>Flat motion: a frame is turned if it differs from the first as a turned plane does, its best
 * affine map being narrower one way by at least {@link #TURNED}. What the best homography leaves of
 * it, in distances between the outer eye corners, is its depth. A head that turns shows its depth
 * before it shows the narrowing: the nose leaves the plane of the cheeks. The motion is flat if
 * over the turned frames, three at least, the median of depth over narrowing stays under {@link
 * #FLAT}.
 */
final class ShapeWatch {

  static final double STILL = 0.02;
  static final double STILL_LIDS = 0.085;
  static final double TURNED = 0.09;
  static final double FLAT = 0.3;

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
  private static final int FEWEST_FRAMES = 5;
  private static final int FEWEST_TURNED = 3;

  /** Spread over the face, irises left out because eyes move in any picture that is looked at. */
  private static final int[] POINTS = {
    10, 338, 297, 67, 109, 151, 9, 8, 168, 6, 197, 195, 5, 4, 1, 2, 98, 327, 48, 278, 33, 133, 362,
    263, 159, 145, 386, 374, 70, 105, 107, 336, 334, 300, 50, 280, 117, 346, 205, 425, 187, 411, 61,
    291, 0, 17, 13, 14, 37, 267, 84, 314, 199, 175, 152, 148, 377, 136, 365, 172, 397, 132, 361, 93,
    323, 127, 356, 54, 284, 21, 251
  };

  /** Eye distance, pixels, under which there is no face to speak of. */
  private static final double LEAST_UNIT = 1;

  private static final int LEFT_CORNER = 33;
  private static final int RIGHT_CORNER = 263;

  private final List<List<Point>> frames = new ArrayList<>();
  private final List<double[]> openness = new ArrayList<>();

  void see(FaceMesh mesh) {
    // In units of the eyes' distance around the middle between them: fits stay well conditioned.
    Point left = mesh.point(LEFT_CORNER);
    Point right = mesh.point(RIGHT_CORNER);
    double unit = left.distanceTo(right);
    if (!(unit > LEAST_UNIT)) {
      return;
    }
    double middleX = (left.x() + right.x()) / 2.0;
    double middleY = (left.y() + right.y()) / 2.0;
    var points = new ArrayList<Point>(POINTS.length);
    for (int i : POINTS) {
      points.add(
          new Point(
              (float) ((mesh.x(i) - middleX) / unit), (float) ((mesh.y(i) - middleY) / unit)));
    }
    frames.add(points);
    openness.add(new double[] {open(mesh, 159, 145, 33, 133), open(mesh, 386, 374, 263, 362)});
  }

  private static double open(FaceMesh mesh, int upper, int lower, int outer, int inner) {
    double width = Math.max(mesh.point(outer).distanceTo(mesh.point(inner)), 1e-3);
    return mesh.point(upper).distanceTo(mesh.point(lower)) / width;
  }

  Optional<Hint> still(Duration span) {
    if (frames.size() < FEWEST_FRAMES || span.compareTo(LONG_ENOUGH) < 0) {
      return Optional.empty();
    }
    double moved = mostMoved();
    double lids = lidRange();
    double share = Math.max(moved / STILL, lids / STILL_LIDS);
    return share < 1
        ? Optional.of(
            new Hint(
                Hint.Code.STILL_FACE,
                "The face does not move: no blink and no change of expression in the whole clip.",
                1 - share))
        : Optional.empty();
  }

  Optional<Hint> flat() {
    double[] depths = depthsOfTurned();
    if (depths.length < FEWEST_TURNED) {
      return Optional.empty();
    }
    Arrays.sort(depths);
    double share = depths[depths.length / 2] / FLAT;
    return share >= 1
        ? Optional.empty()
        : Optional.of(
            new Hint(
                Hint.Code.FLAT_MOTION,
                "The face turns as a flat picture does: its points move as if in one plane.",
                1 - share));
  }

  /** Depth over narrowing of each turned frame. */
  private double[] depthsOfTurned() {
    var first = frames.getFirst();
    return frames.stream()
        .mapToDouble(
            frame -> {
              double turned = 1 - Homography.affine(first, frame).narrowness();
              return turned < TURNED ? -1 : Homography.of(first, frame).residual() / turned;
            })
        .filter(depth -> depth >= 0)
        .toArray();
  }

  /** Largest distance of any frame from the first after the best similarity, eye distances. */
  private double mostMoved() {
    double most = 0;
    for (var frame : frames) {
      Affine map = Affine.similarity(frame, frames.getFirst());
      double sum = 0;
      for (int i = 0; i < frame.size(); i++) {
        double d = map.apply(frame.get(i)).distanceTo(frames.getFirst().get(i));
        sum += d * d;
      }
      most = Math.max(most, Math.sqrt(sum / frame.size()));
    }
    return most;
  }

  private double lidRange() {
    double most = 0;
    for (int eye = 0; eye < 2; eye++) {
      int e = eye;
      var range = openness.stream().mapToDouble(o -> o[e]).summaryStatistics();
      most = Math.max(most, range.getMax() - range.getMin());
    }
    return most;
  }
}
