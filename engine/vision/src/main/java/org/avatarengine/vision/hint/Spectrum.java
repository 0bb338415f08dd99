package org.avatarengine.vision.hint;

/** Power spectrum of a square of numbers: Hann window, fast Fourier transform of base 2. */
final class Spectrum {

  private Spectrum() {}

  /**
   * @param values a square whose side is a power of two; it is written to
   * @return power by row and column frequency, the mean removed
   */
  static double[][] power(double[][] values) {
    int side = values.length;
    window(values);
    var imaginary = new double[side][side];
    for (int y = 0; y < side; y++) {
      transform(values[y], imaginary[y]);
    }
    transpose(values);
    transpose(imaginary);
    for (int x = 0; x < side; x++) {
      transform(values[x], imaginary[x]);
      for (int y = 0; y < side; y++) {
        values[x][y] = values[x][y] * values[x][y] + imaginary[x][y] * imaginary[x][y];
      }
    }
    transpose(values);
    return values;
  }

  private static void window(double[][] values) {
    int side = values.length;
    double mean = 0;
    for (double[] row : values) {
      for (double value : row) {
        mean += value / side / side;
      }
    }
    var hann = new double[side];
    for (int i = 0; i < side; i++) {
      hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / side);
    }
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        values[y][x] = (values[y][x] - mean) * hann[x] * hann[y];
      }
    }
  }

  private static void transpose(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        double kept = a[i][j];
        a[i][j] = a[j][i];
        a[j][i] = kept;
      }
    }
  }

  private static void transform(double[] re, double[] im) {
    int n = re.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    for (int length = 2; length <= n; length <<= 1) {
      double angle = -2 * Math.PI / length;
      double stepRe = Math.cos(angle);
      double stepIm = Math.sin(angle);
      for (int start = 0; start < n; start += length) {
        butterflies(re, im, start, length / 2, stepRe, stepIm);
      }
    }
  }

  private static void butterflies(
      double[] re, double[] im, int start, int half, double stepRe, double stepIm) {
    double wRe = 1;
    double wIm = 0;
    for (int k = start; k < start + half; k++) {
      double oddRe = re[k + half] * wRe - im[k + half] * wIm;
      double oddIm = re[k + half] * wIm + im[k + half] * wRe;
      re[k + half] = re[k] - oddRe;
      im[k + half] = im[k] - oddIm;
      re[k] += oddRe;
      im[k] += oddIm;
      double next = wRe * stepRe - wIm * stepIm;
      wIm = wRe * stepIm + wIm * stepRe;
      wRe = next;
    }
  }

  private static void swap(double[] a, int i, int j) {
    double kept = a[i];
    a[i] = a[j];
    a[j] = kept;
  }
}
