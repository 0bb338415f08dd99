package org.avatarengine.vision.testing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;

/** A head-and-shoulders portrait, drawn, that the face detector takes for a person. */
public final class DrawnPortrait {

  private DrawnPortrait() {}

  /** One person in the middle of the picture; the same style gives the same pixels. */
  public static BufferedImage draw(Style style) {
    var image = background(style.width(), style.height());
    var g = graphics(image);
    g.transform(headToPicture(style));
    PortraitPainter.paint(g, style.skin());
    g.dispose();
    PhotoEffects.apply(image, style);
    return image;
  }

  public static byte[] jpeg(Style style) {
    return encode(draw(style), "jpg");
  }

  public static byte[] png(Style style) {
    return encode(draw(style), "png");
  }

  /** Several people in a row, each drawn into an equal part of the picture. */
  public static BufferedImage group(int width, int height, SkinTone... people) {
    var image = background(width, height);
    var g = graphics(image);
    int part = width / people.length;
    for (int i = 0; i < people.length; i++) {
      double faceHeight = 0.5 * Math.min(part, height);
      var head = new AffineTransform();
      head.translate(part * (i + 0.5), height * 0.46);
      head.scale(faceHeight, faceHeight);
      var person = (Graphics2D) g.create();
      person.setClip(part * i, 0, part, height);
      person.transform(head);
      PortraitPainter.paint(person, people[i]);
      person.dispose();
    }
    g.dispose();
    PhotoEffects.apply(image, Style.standard().withSize(width, height));
    return image;
  }

  /** A landscape: hills, sun and sky, with nobody in it. */
  public static byte[] noFaceJpeg(int width, int height) {
    var image = background(width, height);
    var g = graphics(image);
    g.scale(width, height);
    g.setColor(new Color(250, 224, 150));
    g.fill(new Ellipse2D.Double(0.72, 0.08, 0.14, 0.14));
    g.setColor(new Color(96, 128, 84));
    g.fill(new Ellipse2D.Double(-0.3, 0.55, 1.1, 0.9));
    g.setColor(new Color(70, 104, 66));
    g.fill(new Ellipse2D.Double(0.4, 0.6, 1.1, 0.9));
    g.setColor(new Color(120, 92, 60));
    g.fill(new Rectangle2D.Double(0.2, 0.42, 0.02, 0.2));
    g.dispose();
    PhotoEffects.apply(image, Style.standard().withSize(width, height));
    return encode(image, "jpg");
  }

  /** Where the features of {@link #draw}'s person are. */
  public static Truth truth(Style style) {
    var map = headToPicture(style);
    Point leftEye = at(map, -PortraitPainter.EYE_X, PortraitPainter.EYE_Y);
    Point rightEye = at(map, PortraitPainter.EYE_X, PortraitPainter.EYE_Y);
    Point centre = at(map, 0, 0);
    float width = (float) (PortraitPainter.FACE_WIDTH * style.faceHeight());
    return new Truth(
        leftEye,
        rightEye,
        at(map, 0, PortraitPainter.NOSE_Y),
        at(map, -PortraitPainter.MOUTH_X, PortraitPainter.MOUTH_Y),
        at(map, PortraitPainter.MOUTH_X, PortraitPainter.MOUTH_Y),
        Box.around(centre.x(), centre.y(), width, (float) style.faceHeight()));
  }

  private static Point at(AffineTransform map, double x, double y) {
    var p = map.transform(new Point2D.Double(x, y), null);
    return new Point((float) p.getX(), (float) p.getY());
  }

  /** Head units (the face is 1 high around 0, 0) to pixels. */
  private static AffineTransform headToPicture(Style style) {
    var map = new AffineTransform();
    map.translate(style.width() / 2.0, style.height() * 0.46);
    map.rotate(Math.toRadians(style.angleDegrees()));
    map.scale(style.faceHeight(), style.faceHeight());
    return map;
  }

  private static BufferedImage background(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setPaint(
        new GradientPaint(0, 0, new Color(176, 192, 206), width, height, new Color(120, 132, 150)));
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  private static Graphics2D graphics(BufferedImage image) {
    var g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return g;
  }

  private static byte[] encode(BufferedImage image, String format) {
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
