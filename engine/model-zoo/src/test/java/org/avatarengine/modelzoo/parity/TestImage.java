package org.avatarengine.modelzoo.parity;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.avatarengine.modelzoo.ModelId;

/** What the models are shown. */
enum TestImage {
  /** Noise, the same in every run. */
  RANDOM {
    @Override
    BufferedImage draw(ModelId id, int width, int height) {
      Random random = new Random(20_260_101L);
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < width * height; i++) {
        image.setRGB(i % width, i / width, random.nextInt(1 << 24));
      }
      return image;
    }
  },

  /** A head and shoulders, drawn; the face fills the middle, as the landmark model expects. */
  DRAWN {
    @Override
    BufferedImage draw(ModelId id, int width, int height) {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = image.createGraphics();
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.scale(width / 100.0, height / 100.0);
      paint(pen);
      pen.dispose();
      return image;
    }
  },

  /** A portrait from the folder of test photos, where there is one. */
  PHOTO {
    @Override
    boolean isAvailable() {
      return Files.isRegularFile(photo());
    }

    @Override
    BufferedImage draw(ModelId id, int width, int height) {
      BufferedImage photo;
      try {
        photo = ImageIO.read(photo().toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      // The landmark model wants the face alone, the others see the whole portrait.
      int side = id == ModelId.FACE_LANDMARKS ? photo.getWidth() * 7 / 10 : photo.getWidth();
      int left = (photo.getWidth() - side) / 2;
      int top = id == ModelId.FACE_LANDMARKS ? photo.getHeight() * 15 / 100 : 0;
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = image.createGraphics();
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.drawImage(photo, 0, 0, width, height, left, top, left + side, top + side, null);
      pen.dispose();
      return image;
    }

    private Path photo() {
      return Path.of(System.getProperty("avatar.testdata", "testdata"), "faces", "joni-ernst.jpg");
    }
  };

  abstract BufferedImage draw(ModelId id, int width, int height);

  boolean isAvailable() {
    return true;
  }

  /**
   * The image as a model takes it: {@code [1, height, width, 3]}, RGB, from -1 to 1 for the
   * detectors and from 0 to 1 for the others.
   */
  float[] input(ModelId id, List<Integer> shape) {
    int height = shape.get(1);
    int width = shape.get(2);
    boolean signed =
        switch (id) {
          case FACE_DETECTION_SHORT_RANGE, FACE_DETECTION_FULL_RANGE, POSE_DETECTION -> true;
          default -> false;
        };
    BufferedImage image = draw(id, width, height);
    float[] input = new float[height * width * 3];
    for (int i = 0; i < input.length; i++) {
      int rgb = image.getRGB(i / 3 % width, i / 3 / width);
      float value = (rgb >> (16 - 8 * (i % 3)) & 0xFF) / 255f;
      input[i] = signed ? 2 * value - 1 : value;
    }
    return input;
  }

  /** Paints on a canvas of 100 by 100. */
  private static void paint(Graphics2D pen) {
    pen.setPaint(
        new GradientPaint(0, 0, new Color(120, 140, 165), 100, 100, new Color(70, 85, 110)));
    pen.fillRect(0, 0, 100, 100);
    fill(pen, new Color(52, 36, 28), 21, 4, 58, 70);
    fill(pen, new Color(60, 70, 120), 2, 84, 96, 60);
    pen.setPaint(new Color(196, 142, 116));
    pen.fillRect(40, 70, 20, 20);
    pen.setPaint(
        new GradientPaint(30, 10, new Color(240, 196, 168), 75, 85, new Color(190, 135, 108)));
    pen.fill(new Ellipse2D.Double(25, 11, 50, 70));
    for (int side : new int[] {0, 1}) {
      double x = 33.5 + 21 * side;
      fill(pen, new Color(60, 40, 30), x - 1, 34, 14, 2.6);
      fill(pen, Color.WHITE, x + 1, 39.5, 10.5, 5.4);
      fill(pen, new Color(70, 50, 35), x + 4, 39.6, 5, 5);
      fill(pen, Color.BLACK, x + 5.4, 41, 2.2, 2.2);
      fill(pen, new Color(110, 60, 48), 45.4 + 6 * side, 56, 3, 1.8);
    }
    pen.setPaint(new Color(176, 122, 98));
    pen.draw(new QuadCurve2D.Double(52, 42, 57, 54, 53, 57));
    fill(pen, new Color(176, 76, 76), 40.5, 64, 19, 6.5);
    pen.setPaint(new Color(110, 40, 42));
    pen.draw(new QuadCurve2D.Double(41, 67, 50, 68.5, 59, 67));
  }

  private static void fill(
      Graphics2D pen, Color colour, double x, double y, double width, double height) {
    pen.setPaint(colour);
    pen.fill(new Ellipse2D.Double(x, y, width, height));
  }
}
