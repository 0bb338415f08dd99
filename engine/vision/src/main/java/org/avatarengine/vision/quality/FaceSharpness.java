package org.avatarengine.vision.quality;

import org.avatarengine.vision.image.RgbRaster;

/**
 * Detail of a face at one size, relative to the face's own contrast, so that neither the tone of
 * the skin nor the exposure counts as sharpness: means of three features over the face, each over
 * the standard deviation of its grey.
 *
 * @param laplacian of grey smoothed by the 3 x 3 binomial
 * @param difference between grey and its mean over 5 x 5 pixels
 * @param sobel second derivative across both axes, 3 x 3
 */
record FaceSharpness(double laplacian, double difference, double sobel) {

  // ln of each feature at which the score is 50, and how fast it rises there.
  private static final double LAPLACIAN = -3.3;
  private static final double DIFFERENCE = -3.25;
  private static final double SOBEL = -2.9;
  private static final double WIDTH = 0.4;

  static FaceSharpness of(AlignedFace face) {
    int width = face.width();
    int height = face.height();
    float[] grey = grey(face.raster());
    float[] smooth = binomial(grey, width, height);
    double laplacian = 0;
    double difference = 0;
    double sobel = 0;
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int y = 2; y < height - 2; y++) {
      for (int x = 2; x < width - 2; x++) {
        int at = y * width + x;
        if (!face.isFace(at)) {
          continue;
        }
        laplacian +=
            Math.abs(
                smooth[at - 1]
                    + smooth[at + 1]
                    + smooth[at - width]
                    + smooth[at + width]
                    - 4 * smooth[at]);
        difference += Math.abs(grey[at] - mean5(grey, at, width));
        sobel +=
            Math.abs(
                grey[at - width - 1]
                    - grey[at - width + 1]
                    - grey[at + width - 1]
                    + grey[at + width + 1]);
        sum += grey[at];
        squares += grey[at] * grey[at];
        count++;
      }
    }
    if (count == 0) {
      return new FaceSharpness(0, 0, 0);
    }
    double mean = sum / count;
    // Two steps of grey are noise: a face without contrast is not sharp.
    double scale = count * Math.max(2, Math.sqrt(Math.max(0, squares / count - mean * mean)));
    return new FaceSharpness(laplacian / scale, difference / scale, sobel / scale);
  }

  /** 0 to 100, calibrated on portraits blurred step by step. */
  double score() {
    return 100
        * (Mapping.sigmoid(Math.log(laplacian + 1e-6), LAPLACIAN, WIDTH)
            + Mapping.sigmoid(Math.log(difference + 1e-6), DIFFERENCE, WIDTH)
            + Mapping.sigmoid(Math.log(sobel + 1e-6), SOBEL, WIDTH))
        / 3;
  }

  private static double mean5(float[] grey, int at, int width) {
    double sum = 0;
    for (int dy = -2 * width; dy <= 2 * width; dy += width) {
      for (int dx = -2; dx <= 2; dx++) {
        sum += grey[at + dy + dx];
      }
    }
    return sum / 25;
  }

  private static float[] grey(RgbRaster raster) {
    byte[] rgb = raster.rgb();
    float[] grey = new float[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] =
          0.299f * (rgb[3 * i] & 0xff)
              + 0.587f * (rgb[3 * i + 1] & 0xff)
              + 0.114f * (rgb[3 * i + 2] & 0xff);
    }
    return grey;
  }

  // The outermost pixels are left as they are: the face does not reach them.
  private static float[] binomial(float[] in, int width, int height) {
    float[] rows = in.clone();
    for (int at = 1; at < in.length - 1; at++) {
      rows[at] = (in[at - 1] + 2 * in[at] + in[at + 1]) / 4;
    }
    float[] out = rows.clone();
    for (int at = width; at < width * (height - 1); at++) {
      out[at] = (rows[at - width] + 2 * rows[at] + rows[at + width]) / 4;
    }
    return out;
  }
}
