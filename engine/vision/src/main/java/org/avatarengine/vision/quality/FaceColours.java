package org.avatarengine.vision.quality;

import org.avatarengine.vision.image.RgbRaster;

/**
 * The colours of an aligned face, a little smoothed. Red and yellow are CIELAB's a and b over L +
 * 16: that ratio stays the same when more or less of the same light falls on the same surface, and
 * is much the same for all tones of skin.
 *
 * @param light luminance, 0 to 1
 * @param red a / (L + 16)
 * @param yellow b / (L + 16)
 * @param burnt how many of the three channels are at their limit, so that the colour is not true
 */
record FaceColours(
    int width, int height, float[] light, float[] red, float[] yellow, byte[] burnt) {

  private static final int LIMIT = 248;

  static FaceColours of(RgbRaster raster) {
    int width = raster.width();
    int height = raster.height();
    int count = width * height;
    var light = new float[count];
    var red = new float[count];
    var yellow = new float[count];
    var burnt = new byte[count];
    byte[] rgb = raster.rgb();
    for (int y = 0; y < height; y++) {
      int above = Math.max(0, y - 1) * width;
      int below = Math.min(height - 1, y + 1) * width;
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - 1);
        int right = Math.min(width - 1, x + 1);
        int at = y * width + x;
        var lab =
            Cielab.ofLinear(
                mean(rgb, 0, at, above + x, below + x, y * width + left, y * width + right),
                mean(rgb, 1, at, above + x, below + x, y * width + left, y * width + right),
                mean(rgb, 2, at, above + x, below + x, y * width + left, y * width + right));
        double root = (lab.l() + 16) / 116;
        light[at] = (float) (root * root * root);
        red[at] = (float) (lab.a() / (lab.l() + 16));
        yellow[at] = (float) (lab.b() / (lab.l() + 16));
        burnt[at] = burnt(rgb, at);
      }
    }
    return new FaceColours(width, height, light, red, yellow, burnt);
  }

  private static byte burnt(byte[] rgb, int at) {
    byte count = 0;
    for (int c = 0; c < 3; c++) {
      count += (byte) ((rgb[3 * at + c] & 0xff) >= LIMIT ? 1 : 0);
    }
    return count;
  }

  private static double mean(
      byte[] rgb, int channel, int at, int above, int below, int left, int right) {
    return (2 * linear(rgb, channel, at)
            + linear(rgb, channel, above)
            + linear(rgb, channel, below)
            + linear(rgb, channel, left)
            + linear(rgb, channel, right))
        / 6;
  }

  private static double linear(byte[] rgb, int channel, int at) {
    return Cielab.linear(rgb[3 * at + channel] & 0xff);
  }
}
