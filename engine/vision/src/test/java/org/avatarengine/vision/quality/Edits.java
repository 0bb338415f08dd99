package org.avatarengine.vision.quality;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;

/** What is done to a photo to make it worse step by step. */
final class Edits {

  private Edits() {}

  static ImagePyramid pyramid(BufferedImage image) {
    return new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(image)));
  }

  static BufferedImage copy(BufferedImage image) {
    var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var g = copy.createGraphics();
    g.drawImage(image, 0, 0, null);
    g.dispose();
    return copy;
  }

  /** Shrunk by area so that its longer side is as said. */
  static BufferedImage fitted(BufferedImage image, int side) {
    var box = new Letterbox(image.getWidth(), image.getHeight(), side);
    int width = (int) (image.getWidth() / box.scale());
    int height = (int) (image.getHeight() / box.scale());
    return pyramid(image)
        .view(Affine.scale(box.scale()), width, height, Border.NEAREST)
        .toBufferedImage();
  }

  /** Multiplies all stored values. */
  static BufferedImage lit(BufferedImage image, double factor) {
    return lit(image, x -> factor);
  }

  /** Full light at the right of the span, the factor at its left. */
  static BufferedImage litFromTheRight(BufferedImage image, double factor, Box span) {
    return lit(
        image, x -> factor + (1 - factor) * Math.clamp((x - span.x1()) / span.width(), 0, 1));
  }

  private static BufferedImage lit(BufferedImage image, IntToDoubleFunction factor) {
    var out = copy(image);
    for (int x = 0; x < out.getWidth(); x++) {
      double f = factor.applyAsDouble(x);
      for (int y = 0; y < out.getHeight(); y++) {
        int rgb = out.getRGB(x, y);
        int red = (int) Math.min(255, (rgb >> 16 & 0xff) * f);
        int green = (int) Math.min(255, (rgb >> 8 & 0xff) * f);
        int blue = (int) Math.min(255, (rgb & 0xff) * f);
        out.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return out;
  }

  static BufferedImage covered(BufferedImage image, Color colour, Box where) {
    var out = copy(image);
    var g = out.createGraphics();
    g.setColor(colour);
    g.fillRect(
        Math.round(where.x1()),
        Math.round(where.y1()),
        Math.round(where.width()),
        Math.round(where.height()));
    g.dispose();
    return out;
  }

  /** Gaussian blur; sigma in pixels. */
  static BufferedImage blurred(BufferedImage image, double sigma) {
    if (sigma == 0) {
      return image;
    }
    int radius = (int) Math.ceil(3 * sigma);
    float[] weights = new float[2 * radius + 1];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    var across =
        new ConvolveOp(new Kernel(weights.length, 1, weights), ConvolveOp.EDGE_NO_OP, null);
    var down = new ConvolveOp(new Kernel(1, weights.length, weights), ConvolveOp.EDGE_NO_OP, null);
    return copy(down.filter(across.filter(copy(image), null), null));
  }

  /** The picture shrunk, in the middle of a grey canvas of its old size. */
  static BufferedImage far(BufferedImage image, double scale) {
    int width = image.getWidth();
    int height = image.getHeight();
    var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var g = out.createGraphics();
    g.setColor(Color.GRAY);
    g.fillRect(0, 0, width, height);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    int w = (int) (width * scale);
    int h = (int) (height * scale);
    g.drawImage(image, (width - w) / 2, (height - h) / 2, w, h, null);
    g.dispose();
    return out;
  }

  static BufferedImage turned(BufferedImage image, double degrees) {
    var out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.rotate(Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0);
    g.drawImage(image, 0, 0, null);
    g.dispose();
    return out;
  }

  static BufferedImage jpeg(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return copy(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
