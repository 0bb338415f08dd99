package org.avatarengine.vision.quality;

import java.util.OptionalDouble;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.segment.PersonMask;

/** How restless the background is. */
final class Background {

  /** A pixel less likely than that to be a person is background. */
  private static final float NOBODY = 0.1f;

  /** How far from a person or the edge of the picture background counts, mask pixels. */
  private static final int MARGIN = 4;

  /** Less of the picture than this says nothing. */
  private static final double LEAST_SHARE = 0.02;

  private Background() {}

  /**
   * Mean magnitude of the 3 x 3 Sobel gradient of luminance (0 to 255) over the background, on the
   * mask's letterbox; empty where hardly any background is seen.
   */
  static OptionalDouble gradient(ImagePyramid pyramid, PersonMask mask) {
    int size = mask.size();
    RgbRaster view = pyramid.view(mask.letterbox().toPicture(), size, size, Border.NEAREST);
    float[] light = new float[size * size];
    byte[] rgb = view.rgb();
    for (int i = 0; i < light.length; i++) {
      light[i] =
          (float)
              (255
                  * Cielab.luminance(
                      rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff));
    }
    int[] near = occupied(mask);
    double sum = 0;
    int count = 0;
    int picture = 0;
    for (int y = 1; y < size - 1; y++) {
      for (int x = 1; x < size - 1; x++) {
        picture += mask.isPicture(x, y) ? 1 : 0;
        if (isClear(near, size, x, y)) {
          sum += gradient(light, y * size + x, size);
          count++;
        }
      }
    }
    return count < LEAST_SHARE * picture ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  private static double gradient(float[] light, int at, int width) {
    int up = at - width;
    int down = at + width;
    double x =
        light[up + 1]
            - light[up - 1]
            + 2 * (light[at + 1] - light[at - 1])
            + light[down + 1]
            - light[down - 1];
    double y =
        light[down - 1]
            - light[up - 1]
            + 2 * (light[down] - light[up])
            + light[down + 1]
            - light[up + 1];
    return Math.hypot(x, y);
  }

  /** Sums over the rectangle from the corner, of pixels that are a person or no picture. */
  private static int[] occupied(PersonMask mask) {
    int size = mask.size();
    int[] sums = new int[(size + 1) * (size + 1)];
    for (int y = 0; y < size; y++) {
      int row = 0;
      for (int x = 0; x < size; x++) {
        row += mask.isPicture(x, y) && mask.person(x, y) < NOBODY ? 0 : 1;
        sums[(y + 1) * (size + 1) + x + 1] = sums[y * (size + 1) + x + 1] + row;
      }
    }
    return sums;
  }

  private static boolean isClear(int[] sums, int size, int x, int y) {
    if (x < MARGIN || y < MARGIN || x >= size - MARGIN || y >= size - MARGIN) {
      return false;
    }
    int stride = size + 1;
    int top = (y - MARGIN) * stride;
    int bottom = (y + MARGIN + 1) * stride;
    int left = x - MARGIN;
    int right = x + MARGIN + 1;
    return sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left] == 0;
  }
}
