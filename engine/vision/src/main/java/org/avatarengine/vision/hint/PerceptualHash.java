package org.avatarengine.vision.hint;

import java.util.Arrays;
import java.util.HexFormat;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;

/**
 * A 64-bit fingerprint of a picture that survives another size, another encoding and another
 * brightness. The upright picture is stretched to 32 x 32 luminances (Rec. 601); of their discrete
 * cosine transform the 8 x 8 lowest frequencies without the constant row and column give a bit
 * each: whether they exceed their median. That is the construction of pHash (Zauner,
 * "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010).
 *
 * <p>It tells pictures, not people: another photo of the same person differs, and what is turned,
 * mirrored or cropped is another picture.
 */
public final class PerceptualHash {

  /** Bits up to which two pictures are taken for the same one. */
  public static final int SAME = 6;

  private static final int SIDE = 32;
  private static final int LOW = 8;

  /** Samples per cell and side: a view drops no pixels where it shrinks less than twofold. */
  private static final int FINE = 4;

  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  /** The fingerprint of the whole upright picture. */
  public static long of(ImagePyramid pyramid) {
    double[] coefficients = lowFrequencies(luminances(pyramid));
    double[] sorted = coefficients.clone();
    Arrays.sort(sorted);
    double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    long bits = 0;
    for (double coefficient : coefficients) {
      bits = bits << 1 | (coefficient > median ? 1 : 0);
    }
    return bits;
  }

  /** In how many bits two fingerprints differ, 0 to 64. */
  public static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  /** 16 lower-case hexadecimal digits. */
  public static String hex(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }

  /**
   * Reads what {@link #hex} wrote.
   *
   * @throws IllegalArgumentException if it is not 16 hexadecimal digits
   */
  public static long parse(String hex) {
    if (hex.length() != 16) {
      throw new IllegalArgumentException("a perceptual hash has 16 hexadecimal digits");
    }
    return HexFormat.fromHexDigitsToLong(hex);
  }

  private static double[][] luminances(ImagePyramid pyramid) {
    int fine = SIDE * FINE;
    double across = pyramid.image().width() / (double) fine;
    double down = pyramid.image().height() / (double) fine;
    RgbRaster view = pyramid.view(new Affine(across, 0, 0, 0, down, 0), fine, fine, Border.NEAREST);
    var cells = new double[SIDE][SIDE];
    byte[] rgb = view.rgb();
    for (int i = 0; i < fine * fine; i++) {
      double luminance =
          0.299 * (rgb[3 * i] & 0xff)
              + 0.587 * (rgb[3 * i + 1] & 0xff)
              + 0.114 * (rgb[3 * i + 2] & 0xff);
      cells[i / fine / FINE][i % fine / FINE] += luminance / (FINE * FINE);
    }
    return cells;
  }

  private static double[] lowFrequencies(double[][] cells) {
    var rows = new double[SIDE][LOW];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < LOW; u++) {
        for (int x = 0; x < SIDE; x++) {
          rows[y][u] += cells[y][x] * COSINES[u][x];
        }
      }
    }
    var low = new double[LOW * LOW];
    for (int v = 0; v < LOW; v++) {
      for (int u = 0; u < LOW; u++) {
        for (int y = 0; y < SIDE; y++) {
          low[v * LOW + u] += rows[y][u] * COSINES[v][y];
        }
      }
    }
    return low;
  }

  /** Frequencies 1 to 8 of the cosine transform. */
  private static double[][] cosines() {
    var cosines = new double[LOW][SIDE];
    for (int u = 0; u < LOW; u++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[u][x] = Math.cos(Math.PI * (2 * x + 1) * (u + 1) / (2.0 * SIDE));
      }
    }
    return cosines;
  }
}
