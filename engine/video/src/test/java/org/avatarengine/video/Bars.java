package org.avatarengine.video;

import org.avatarengine.video.testing.ClipWriter;
import org.avatarengine.vision.image.RgbRaster;

/** A frame's number as ten upright bars, the highest bit left, that survive any codec. */
final class Bars {

  private static final int BITS = 10;
  private static final int DARK = 40;
  private static final int BRIGHT = 210;

  private Bars() {}

  static void paint(
      ClipWriter.Plane luma, ClipWriter.Plane blue, ClipWriter.Plane red, int number) {
    for (int bit = 0; bit < BITS; bit++) {
      int from = luma.width() * bit / BITS;
      int to = luma.width() * (bit + 1) / BITS;
      boolean set = (number >> (BITS - 1 - bit) & 1) == 1;
      luma.fill(from, 0, to - from, luma.height(), set ? BRIGHT : DARK);
    }
    blue.fill(128);
    red.fill(128);
  }

  static int read(RgbRaster picture) {
    int number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      int x = picture.width() * (2 * bit + 1) / (2 * BITS);
      number = number << 1 | (picture.channel(x, picture.height() / 2, 1) > 128 ? 1 : 0);
    }
    return number;
  }
}
