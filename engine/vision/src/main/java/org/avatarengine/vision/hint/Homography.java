package org.avatarengine.vision.hint;

import java.util.List;
import org.avatarengine.vision.geometry.Point;

/**
 * The plane map u = (ax + by + c) / (gx + hy + 1), v = (dx + ey + f) / (gx + hy + 1) that brings
 * one list of points nearest to another: linear least squares of u and v with the denominator
 * multiplied out (the direct linear transform). The points are about 1 in size around 0.
 *
 * @param m a to h
 * @param residual root mean square distance that remains, in the points' unit
 */
record Homography(double[] m, double residual) {

  private static final int UNKNOWNS = 8;
  private static final int AFFINE_UNKNOWNS = 6;

  static Homography of(List<Point> from, List<Point> to) {
    return fit(from, to, UNKNOWNS);
  }

  /** The best map without perspective: g and h are 0. */
  static Homography affine(List<Point> from, List<Point> to) {
    return fit(from, to, AFFINE_UNKNOWNS);
  }

  /** Smaller over larger scale of the linear part: 1 for a similarity, 0 for a flattened plane. */
  double narrowness() {
    double a = m[0];
    double b = m[1];
    double d = m[3];
    double e = m[4];
    double sum = a * a + b * b + d * d + e * e;
    double det = Math.abs(a * e - b * d);
    double root = Math.sqrt(Math.max(0, sum * sum - 4 * det * det));
    return sum + root > 0 ? Math.sqrt(Math.max(0, sum - root) / (sum + root)) : 0;
  }

  private static Homography fit(List<Point> from, List<Point> to, int unknowns) {
    var normal = new double[unknowns][unknowns + 1];
    var row = new double[UNKNOWNS];
    for (int i = 0; i < from.size(); i++) {
      double x = from.get(i).x();
      double y = from.get(i).y();
      double u = to.get(i).x();
      double v = to.get(i).y();
      set(row, x, y, 1, 0, 0, 0, -u * x, -u * y);
      add(normal, row, u);
      set(row, 0, 0, 0, x, y, 1, -v * x, -v * y);
      add(normal, row, v);
    }
    var m = new double[UNKNOWNS];
    solve(normal, m);
    return new Homography(m, residual(m, from, to));
  }

  private static void set(double[] row, double... values) {
    System.arraycopy(values, 0, row, 0, UNKNOWNS);
  }

  private static void add(double[][] normal, double[] row, double target) {
    int n = normal.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        normal[i][j] += row[i] * row[j];
      }
      normal[i][n] += row[i] * target;
    }
  }

  /** Gauss elimination with pivoting; points on a line leave what they do not tell at 0. */
  private static void solve(double[][] a, double[] m) {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] swapped = a[k];
      a[k] = a[pivot];
      a[pivot] = swapped;
      for (int i = k + 1; i < n && Math.abs(a[k][k]) > 1e-12; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j <= n; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double rest = a[k][n];
      for (int j = k + 1; j < n; j++) {
        rest -= a[k][j] * m[j];
      }
      m[k] = Math.abs(a[k][k]) > 1e-12 ? rest / a[k][k] : 0;
    }
  }

  private static double residual(double[] m, List<Point> from, List<Point> to) {
    double sum = 0;
    for (int i = 0; i < from.size(); i++) {
      double x = from.get(i).x();
      double y = from.get(i).y();
      double w = m[6] * x + m[7] * y + 1;
      double du = (m[0] * x + m[1] * y + m[2]) / w - to.get(i).x();
      double dv = (m[3] * x + m[4] * y + m[5]) / w - to.get(i).y();
      sum += du * du + dv * dv;
    }
    return Math.sqrt(sum / from.size());
  }
}
