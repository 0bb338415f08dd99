package org.avatarengine.vision.geometry;

import java.util.List;

/**
 * The affine map (x, y) -> (a x + b y + c, d x + e y + f).
 *
 * <p>Where a map is used for sampling it goes from output pixels to source pixels.
 */
public record Affine(double a, double b, double c, double d, double e, double f) {

  public static Affine identity() {
    return new Affine(1, 0, 0, 0, 1, 0);
  }

  public static Affine scale(double factor) {
    return new Affine(factor, 0, 0, 0, factor, 0);
  }

  /**
   * Maps the square [0, size]² onto a square of the image that is turned around its centre.
   *
   * @param centre centre of the image square, pixels
   * @param side side of the image square, pixels
   * @param angle radians, clockwise as seen on the image
   * @param size side of the output, pixels
   */
  public static Affine turnedSquare(Point centre, double side, double angle, int size) {
    double s = side / size;
    double cos = Math.cos(angle) * s;
    double sin = Math.sin(angle) * s;
    double half = size / 2.0;
    return new Affine(
        cos,
        -sin,
        centre.x() - cos * half + sin * half,
        sin,
        cos,
        centre.y() - sin * half - cos * half);
  }

  /**
   * The similarity (turn, uniform scale, shift; no reflection) that brings the first list of points
   * nearest to the second in the sense of least squares.
   *
   * @throws IllegalArgumentException if the lists differ in length or all source points coincide
   */
  public static Affine similarity(List<Point> from, List<Point> to) {
    if (from.size() != to.size() || from.isEmpty()) {
      throw new IllegalArgumentException("similarity needs two lists of equal, positive length");
    }
    int n = from.size();
    double mx = 0;
    double my = 0;
    double ux = 0;
    double uy = 0;
    for (int i = 0; i < n; i++) {
      mx += from.get(i).x() / (double) n;
      my += from.get(i).y() / (double) n;
      ux += to.get(i).x() / (double) n;
      uy += to.get(i).y() / (double) n;
    }
    double dot = 0;
    double cross = 0;
    double spread = 0;
    for (int i = 0; i < n; i++) {
      double px = from.get(i).x() - mx;
      double py = from.get(i).y() - my;
      double qx = to.get(i).x() - ux;
      double qy = to.get(i).y() - uy;
      dot += px * qx + py * qy;
      cross += px * qy - py * qx;
      spread += px * px + py * py;
    }
    if (spread < 1e-9) {
      throw new IllegalArgumentException("similarity needs points that differ");
    }
    double cos = dot / spread;
    double sin = cross / spread;
    return new Affine(cos, -sin, ux - cos * mx + sin * my, sin, cos, uy - sin * mx - cos * my);
  }

  public Point apply(double x, double y) {
    return new Point((float) (a * x + b * y + c), (float) (d * x + e * y + f));
  }

  public Point apply(Point p) {
    return apply(p.x(), p.y());
  }

  /** First this map, then the next. */
  public Affine then(Affine next) {
    return new Affine(
        next.a * a + next.b * d,
        next.a * b + next.b * e,
        next.a * c + next.b * f + next.c,
        next.d * a + next.e * d,
        next.d * b + next.e * e,
        next.d * c + next.e * f + next.f);
  }

  /**
   * The opposite map.
   *
   * @throws ArithmeticException if the map flattens the plane
   */
  public Affine inverse() {
    double det = a * e - b * d;
    if (Math.abs(det) < 1e-12) {
      throw new ArithmeticException("this affine map has no inverse");
    }
    double ia = e / det;
    double ib = -b / det;
    double id = -d / det;
    double ie = a / det;
    return new Affine(ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f));
  }

  /** How many source pixels one output pixel spans along a side. */
  public double step() {
    return Math.sqrt(Math.abs(a * e - b * d));
  }
}
