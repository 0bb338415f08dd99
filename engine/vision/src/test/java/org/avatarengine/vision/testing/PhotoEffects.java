package org.avatarengine.vision.testing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/** Light, blur and grain, in the order in which a camera adds them. */
final class PhotoEffects {

  private static final double SOFTNESS = 0.55;
  private static final double GRAIN = 5;

  private PhotoEffects() {}

  static void apply(BufferedImage image, Style style) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    int height = image.getHeight();
    // Grain first where the blur is a blur of the picture, so that blurred pictures have none left.
    boolean blurred = style.blur() > 0;
    var random = new Random(style.seed());
    float[][] channels = new float[3][pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      double grain = blurred ? 0 : random.nextGaussian() * GRAIN;
      for (int c = 0; c < 3; c++) {
        int value = pixels[i] >> (16 - 8 * c) & 0xff;
        channels[c][i] = (float) (value * style.light() + grain);
      }
    }
    for (float[] channel : channels) {
      blur(channel, width, height, blurred ? style.blur() : SOFTNESS);
    }
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = level(channels[0][i]) << 16 | level(channels[1][i]) << 8 | level(channels[2][i]);
    }
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }

  private static void blur(float[] channel, int width, int height, double sigma) {
    float[] kernel = kernel(sigma);
    float[] rows = new float[channel.length];
    convolve(channel, rows, kernel, height, width, width, 1);
    convolve(rows, channel, kernel, width, height, 1, width);
  }

  /** Along lines of length n, neighbours a step apart; beyond the ends the end's value holds. */
  private static void convolve(
      float[] in, float[] out, float[] kernel, int lines, int n, int lineStep, int step) {
    int radius = kernel.length / 2;
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < n; i++) {
        float sum = 0;
        for (int k = -radius; k <= radius; k++) {
          sum += kernel[k + radius] * in[line * lineStep + Math.clamp(i + k, 0, n - 1) * step];
        }
        out[line * lineStep + i * step] = sum;
      }
    }
  }

  private static float[] kernel(double sigma) {
    int radius = Math.max(1, (int) Math.ceil(3 * sigma));
    float[] kernel = new float[2 * radius + 1];
    float total = 0;
    for (int i = -radius; i <= radius; i++) {
      kernel[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      total += kernel[i + radius];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= total;
    }
    return kernel;
  }
}
