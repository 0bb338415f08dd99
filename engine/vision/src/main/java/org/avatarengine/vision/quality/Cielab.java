package org.avatarengine.vision.quality;

/**
 * A colour in CIELAB under D50, from sRGB (IEC 61966-2-1) adapted by Bradford's matrix.
 *
 * @param l 0 black to 100 white
 * @param a green below 0, red above
 * @param b blue below 0, yellow above
 */
record Cielab(double l, double a, double b) {

  private static final double[] LINEAR = new double[256];

  static {
    for (int i = 0; i < 256; i++) {
      double c = i / 255.0;
      LINEAR[i] = c > 0.04045 ? Math.pow((c + 0.055) / 1.055, 2.4) : c / 12.92;
    }
  }

  /** Light of an sRGB value, 0 to 1. */
  static double linear(int value) {
    return LINEAR[value];
  }

  /** Relative luminance of an sRGB colour (ITU-R BT.709 primaries), 0 to 1. */
  static double luminance(int red, int green, int blue) {
    return 0.2126 * LINEAR[red] + 0.7152 * LINEAR[green] + 0.0722 * LINEAR[blue];
  }

  /** From light, each 0 to 1. */
  static Cielab ofLinear(double red, double green, double blue) {
    double x = root((0.43607 * red + 0.38506 * green + 0.14308 * blue) / 0.96421);
    double y = root(0.22250 * red + 0.71688 * green + 0.06062 * blue);
    double z = root((0.01393 * red + 0.09710 * green + 0.71417 * blue) / 0.82520);
    return new Cielab(116 * y - 16, 500 * (x - y), 200 * (y - z));
  }

  private static double root(double t) {
    return t > 216 / 24389.0 ? Math.cbrt(t) : (24389 / 27.0 * t + 16) / 116;
  }
}
