package org.avatarengine.vision.image;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Letterbox;

/**
 * A picture in halving sizes, from which any turned and scaled view is sampled.
 *
 * <p>A view takes the level whose pixels are at most as large as its own and interpolates there, so
 * that shrinking averages instead of dropping pixels. Levels are made when first needed. Not
 * thread-safe: one analysis owns it.
 */
public final class ImagePyramid {

  private static final int SMALLEST_SIDE = 16;

  private final UprightImage image;
  private final List<RgbRaster> levels = new ArrayList<>();

  public ImagePyramid(UprightImage image) {
    this.image = image;
    levels.add(image.raster());
  }

  public UprightImage image() {
    return image;
  }

  /** The whole picture in a square, its surround black. */
  public RgbRaster letterbox(Letterbox box) {
    return view(box.toPicture(), box.size(), box.size(), Border.BLACK);
  }

  /**
   * Samples a view. It may share its pixels with the picture and is not to be written to.
   *
   * @param toUpright view pixels to upright original pixels
   * @param width width of the view, pixels
   * @param height height of the view, pixels
   */
  public RgbRaster view(Affine toUpright, int width, int height, Border border) {
    Affine toRaster = toUpright.then(image.toRaster());
    int level = 0;
    double step = toRaster.step();
    while (step >= 2 && canHalve(level(level))) {
      step /= 2;
      level++;
    }
    Affine toLevel = toRaster.then(Affine.scale(1.0 / (1 << level)));
    RgbRaster source = level(level);
    if (toLevel.equals(Affine.identity()) && source.width() == width && source.height() == height) {
      return source;
    }
    var out = new byte[Math.multiplyExact(width * 3, height)];
    sample(source, toLevel, width, height, border, out);
    return new RgbRaster(width, height, out);
  }

  private static boolean canHalve(RgbRaster raster) {
    return Math.min(raster.width(), raster.height()) >= 2 * SMALLEST_SIDE;
  }

  private RgbRaster level(int index) {
    while (levels.size() <= index) {
      levels.add(halve(levels.getLast()));
    }
    return levels.get(index);
  }

  // Bilinear, the weights in 256ths: this is the inner loop of every stage.
  private static void sample(
      RgbRaster from, Affine map, int width, int height, Border border, byte[] out) {
    byte[] in = from.rgb();
    int w = from.width();
    int h = from.height();
    int at = 0;
    boolean cut = border == Border.BLACK;
    for (int y = 0; y < height; y++) {
      double rowX = map.b() * (y + 0.5) + map.c();
      double rowY = map.e() * (y + 0.5) + map.f();
      for (int x = 0; x < width; x++, at += 3) {
        float sx = (float) (map.a() * (x + 0.5) + rowX);
        float sy = (float) (map.d() * (x + 0.5) + rowY);
        if (cut && (sx < 0 || sy < 0 || sx >= w || sy >= h)) {
          continue;
        }
        float cx = inside(sx - 0.5f, w);
        float cy = inside(sy - 0.5f, h);
        int x0 = (int) cx;
        int y0 = (int) cy;
        int fx = (int) ((cx - x0) * 256);
        int fy = (int) ((cy - y0) * 256);
        int right = x0 + 1 < w ? 3 : 0;
        int below = y0 + 1 < h ? w * 3 : 0;
        int p = (y0 * w + x0) * 3;
        for (int c = 0; c < 3; c++, p++) {
          int top = (in[p] & 0xff) * (256 - fx) + (in[p + right] & 0xff) * fx;
          int bottom = (in[p + below] & 0xff) * (256 - fx) + (in[p + below + right] & 0xff) * fx;
          out[at + c] = (byte) ((top * (256 - fy) + bottom * fy + (1 << 15)) >> 16);
        }
      }
    }
  }

  private static float inside(float position, int size) {
    if (position <= 0) {
      return 0;
    }
    return position < size - 1 ? position : size - 1;
  }

  private static RgbRaster halve(RgbRaster from) {
    int w = from.width();
    int h = from.height();
    int outW = (w + 1) / 2;
    int outH = (h + 1) / 2;
    byte[] in = from.rgb();
    byte[] out = new byte[outW * outH * 3];
    int at = 0;
    for (int y = 0; y < outH; y++) {
      int below = 2 * y + 1 < h ? w * 3 : 0;
      int p = 2 * y * w * 3;
      for (int x = 0; x < outW; x++, p += 6) {
        int right = 2 * x + 1 < w ? 3 : 0;
        for (int c = 0; c < 3; c++) {
          int sum =
              (in[p + c] & 0xff)
                  + (in[p + right + c] & 0xff)
                  + (in[p + below + c] & 0xff)
                  + (in[p + below + right + c] & 0xff);
          out[at++] = (byte) ((sum + 2) >> 2);
        }
      }
    }
    return new RgbRaster(outW, outH, out);
  }
}
