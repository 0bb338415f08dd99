package org.avatarengine.vision.quality;

import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.RgbRaster;

/**
 * What can be said of the pixels alone, measured on a letterbox without its empty bars, whose edges
 * would count as detail and whose black would count as darkness.
 *
 * @param laplacianVariance variance of the 4-neighbour Laplacian of 8-bit grey: sharpness
 * @param meanBrightness mean of HSV value, 0 to 1
 * @param brightnessDeviation standard deviation of HSV value, 0 to 1
 * @param meanLuminance mean grey, 0 to 1
 * @param luminanceEntropy bits, 0 to 8
 * @param darkShare share of pixels with grey 0 to 25
 * @param brightShare share of pixels with grey 247 to 255
 */
record PictureStatistics(
    double laplacianVariance,
    double meanBrightness,
    double brightnessDeviation,
    double meanLuminance,
    double luminanceEntropy,
    double darkShare,
    double brightShare) {

  private static final int DARK = 25;
  private static final int BRIGHT = 247;

  static PictureStatistics of(RgbRaster letterbox, Letterbox box) {
    int left = box.left();
    int top = box.top();
    int width = box.right() - left;
    int height = box.bottom() - top;
    int[] grey = new int[width * height];
    int[] histogram = new int[256];
    double sum = 0;
    double squares = 0;
    byte[] rgb = letterbox.rgb();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = ((top + y) * letterbox.width() + left + x) * 3;
        int r = rgb[at] & 0xff;
        int g = rgb[at + 1] & 0xff;
        int b = rgb[at + 2] & 0xff;
        int value = Math.max(r, Math.max(g, b));
        sum += value;
        squares += (double) value * value;
        // ITU-R BT.601, in whole numbers.
        int luminance = (299 * r + 587 * g + 114 * b + 500) / 1000;
        grey[y * width + x] = luminance;
        histogram[luminance]++;
      }
    }
    int count = grey.length;
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    return new PictureStatistics(
        laplacianVariance(grey, width, height),
        mean / 255,
        deviation / 255,
        meanOf(histogram, count) / 255,
        entropy(histogram, count),
        share(histogram, 0, DARK, count),
        share(histogram, BRIGHT, 255, count));
  }

  // Neighbours over the edge are mirrored about the edge pixel.
  private static double laplacianVariance(int[] grey, int width, int height) {
    double sum = 0;
    double squares = 0;
    for (int y = 0; y < height; y++) {
      int above = mirror(y - 1, height) * width;
      int here = y * width;
      int below = mirror(y + 1, height) * width;
      for (int x = 0; x < width; x++) {
        int value =
            grey[above + x]
                + grey[below + x]
                + grey[here + mirror(x - 1, width)]
                + grey[here + mirror(x + 1, width)]
                - 4 * grey[here + x];
        sum += value;
        squares += (double) value * value;
      }
    }
    double mean = sum / grey.length;
    return squares / grey.length - mean * mean;
  }

  private static int mirror(int i, int size) {
    if (size == 1) {
      return 0;
    }
    return i < 0 ? 1 : i >= size ? size - 2 : i;
  }

  private static double meanOf(int[] histogram, int count) {
    double sum = 0;
    for (int i = 0; i < histogram.length; i++) {
      sum += (double) i * histogram[i];
    }
    return sum / count;
  }

  private static double entropy(int[] histogram, int count) {
    double bits = 0;
    for (int n : histogram) {
      if (n > 0) {
        double p = n / (double) count;
        bits -= p * Math.log(p) / Math.log(2);
      }
    }
    return bits;
  }

  private static double share(int[] histogram, int from, int to, int count) {
    long sum = 0;
    for (int i = from; i <= to; i++) {
      sum += histogram[i];
    }
    return sum / (double) count;
  }
}
