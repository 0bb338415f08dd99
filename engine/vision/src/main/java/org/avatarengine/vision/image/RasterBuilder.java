package org.avatarengine.vision.image;

import java.util.Arrays;

/**
 * Collects the pixels of a decoder into a raster, averaging whole-number blocks when the picture is
 * larger than the working size, so that no more than the working raster is ever held.
 */
final class RasterBuilder {

  private final int width;
  private final int factor;
  private final int outWidth;
  private final int outHeight;
  private final byte[] rgb;
  private final int[] sums;

  RasterBuilder(int width, int height, ImageLimits limits) {
    this.width = width;
    this.factor = limits.reduction(width, height);
    this.outWidth = ImageLimits.ceilDiv(width, factor);
    this.outHeight = ImageLimits.ceilDiv(height, factor);
    this.rgb = new byte[Math.multiplyExact(outWidth * 3, outHeight)];
    this.sums = factor == 1 ? new int[0] : new int[outWidth * 4];
  }

  /**
   * Takes the rows in order, top to bottom.
   *
   * @param row width x 3 bytes
   */
  void row(int y, byte[] row) {
    if (factor == 1) {
      System.arraycopy(row, 0, rgb, y * width * 3, width * 3);
      return;
    }
    for (int x = 0; x < width; x++) {
      int cell = x / factor * 4;
      sums[cell] += row[x * 3] & 0xff;
      sums[cell + 1] += row[x * 3 + 1] & 0xff;
      sums[cell + 2] += row[x * 3 + 2] & 0xff;
      sums[cell + 3]++;
    }
    if (y % factor == factor - 1) {
      flush(y / factor);
    }
  }

  /** Takes pixels in any order; of each block it keeps the first pixel, not the average. */
  void pixel(int x, int y, int red, int green, int blue) {
    if (x % factor != 0 || y % factor != 0) {
      return;
    }
    int at = (y / factor * outWidth + x / factor) * 3;
    rgb[at] = (byte) red;
    rgb[at + 1] = (byte) green;
    rgb[at + 2] = (byte) blue;
  }

  RgbRaster finish() {
    if (factor > 1 && sums[3] > 0) {
      flush(outHeight - 1);
    }
    return new RgbRaster(outWidth, outHeight, rgb);
  }

  private void flush(int outY) {
    int at = outY * outWidth * 3;
    for (int cell = 0; cell < sums.length; cell += 4) {
      int count = sums[cell + 3];
      rgb[at++] = (byte) ((sums[cell] + count / 2) / count);
      rgb[at++] = (byte) ((sums[cell + 1] + count / 2) / count);
      rgb[at++] = (byte) ((sums[cell + 2] + count / 2) / count);
    }
    Arrays.fill(sums, 0);
  }
}
