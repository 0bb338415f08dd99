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
 */
record PictureStatistics(
    double laplacianVariance, double meanBrightness, double brightnessDeviation) {

  static PictureStatistics of(RgbRaster letterbox, Letterbox box) {
    int left = box.left();
    int top = box.top();
    int width = box.right() - left;
    int height = box.bottom() - top;
    int[] grey = new int[width * height];
    long sum = 0;
    long squares = 0;
    byte[] rgb = letterbox.rgb();
    for (int y = 0; y < height; y++) {
      int at = ((top + y) * letterbox.width() + left) * 3;
      for (int x = 0; x < width; x++, at += 3) {
        int r = rgb[at] & 0xff;
        int g = rgb[at + 1] & 0xff;
        int b = rgb[at + 2] & 0xff;
        int value = Math.max(r, Math.max(g, b));
        sum += value;
        squares += value * value;
        // ITU-R BT.601, in whole numbers.
        grey[y * width + x] = (299 * r + 587 * g + 114 * b + 500) / 1000;
      }
    }
    int count = grey.length;
    double mean = sum / (double) count;
    double deviation = Math.sqrt(Math.max(0, squares / (double) count - mean * mean));
    return new PictureStatistics(
        laplacianVariance(grey, width, height), mean / 255, deviation / 255);
  }

  // Neighbours over the edge are mirrored about the edge pixel.
  private static double laplacianVariance(int[] grey, int width, int height) {
    long sum = 0;
    long squares = 0;
    for (int y = 0; y < height; y++) {
      int above = mirror(y - 1, height) * width;
      int here = y * width;
      int below = mirror(y + 1, height) * width;
      for (int x = 0; x < width; x++) {
        // Only the ends of a row have a neighbour to mirror.
        int left = x > 0 ? x - 1 : mirror(-1, width);
        int right = x < width - 1 ? x + 1 : mirror(width, width);
        int value =
            grey[above + x]
                + grey[below + x]
                + grey[here + left]
                + grey[here + right]
                - 4 * grey[here + x];
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / (double) grey.length;
    return squares / (double) grey.length - mean * mean;
  }

  private static int mirror(int i, int size) {
    if (size == 1) {
      return 0;
    }
    return i < 0 ? 1 : i >= size ? size - 2 : i;
  }
}
