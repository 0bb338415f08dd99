package org.avatarengine.vision.face;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.PngWriter;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.MeshTopology;

/**
 * The photo, at most 1280 pixels a side, with what was found drawn on it: the mask as a tint, all
 * 478 landmarks as fine dots, contours, the box and the five key points. Other faces get a faint
 * box.
 */
final class FaceOverlay {

  private static final int MAX_SIDE = 1280;

  private static final Color TINT = new Color(125, 211, 252, 56);
  private static final Color CONTOUR = new Color(103, 232, 249, 215);
  private static final Color DOT = new Color(255, 255, 255, 190);
  private static final Color BOX = new Color(255, 255, 255, 235);
  private static final Color OTHER_BOX = new Color(255, 255, 255, 110);
  private static final Color KEY_POINT = new Color(255, 176, 32);
  private static final Color SHADOW = new Color(0, 0, 0, 110);

  private final Affine toPicture;
  private final Graphics2D g;
  private final double unit;

  /**
   * @param unit width of a fine line, pixels of the overlay
   */
  private FaceOverlay(Affine toPicture, Graphics2D g, double unit) {
    this.toPicture = toPicture;
    this.g = g;
    this.unit = unit;
  }

  static byte[] png(
      ImagePyramid pyramid,
      List<DetectedFace> faces,
      DetectedFace primary,
      FaceMesh mesh,
      FivePoints points) {
    int longer = Math.max(pyramid.image().width(), pyramid.image().height());
    double scale = Math.min(1, MAX_SIDE / (double) longer);
    int width = Math.max(1, (int) Math.round(pyramid.image().width() * scale));
    int height = Math.max(1, (int) Math.round(pyramid.image().height() * scale));
    var canvas =
        pyramid.view(Affine.scale(1 / scale), width, height, Border.NEAREST).toBufferedImage();
    var g = canvas.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double face = Math.max(primary.box().width(), primary.box().height()) * scale;
    var overlay = new FaceOverlay(Affine.scale(scale), g, Math.clamp(face / 280, 0.7, 3));
    overlay.draw(faces, primary, mesh, points);
    g.dispose();
    return PngWriter.encode(RgbRaster.ofIntRgb(canvas));
  }

  private void draw(
      List<DetectedFace> faces, DetectedFace primary, FaceMesh mesh, FivePoints points) {
    g.setColor(TINT);
    g.fill(FaceMask.outline(mesh, toPicture));
    contours(mesh);
    dots(mesh);
    for (DetectedFace face : faces) {
      if (face != primary) {
        box(face.box(), OTHER_BOX);
      }
    }
    box(primary.box(), BOX);
    keyPoints(points);
  }

  private void contours(FaceMesh mesh) {
    g.setStroke(stroke(1));
    g.setColor(CONTOUR);
    for (int[] contour : MeshTopology.contours()) {
      var path = new Path2D.Double();
      for (int index : contour) {
        Point p = toPicture.apply(mesh.point(index));
        if (path.getCurrentPoint() == null) {
          path.moveTo(p.x(), p.y());
        } else {
          path.lineTo(p.x(), p.y());
        }
      }
      path.closePath();
      g.draw(path);
    }
  }

  private void dots(FaceMesh mesh) {
    g.setColor(DOT);
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      g.fill(disc(mesh.point(i), 0.9 * unit));
    }
  }

  /** Corners with a hint of the sides between them: it frames the face without covering it. */
  private void box(Box box, Color colour) {
    Point from = toPicture.apply(box.x1(), box.y1());
    Point to = toPicture.apply(box.x2(), box.y2());
    double arm = 0.16 * Math.min(to.x() - from.x(), to.y() - from.y());
    var corners = new Path2D.Double();
    for (double[] c :
        new double[][] {
          {from.x(), from.y(), 1, 1},
          {to.x(), from.y(), -1, 1},
          {to.x(), to.y(), -1, -1},
          {from.x(), to.y(), 1, -1}
        }) {
      corners.moveTo(c[0] + c[2] * arm, c[1]);
      corners.lineTo(c[0], c[1]);
      corners.lineTo(c[0], c[1] + c[3] * arm);
    }
    g.setStroke(stroke(4.2));
    g.setColor(SHADOW);
    g.draw(corners);
    g.setStroke(stroke(2.6));
    g.setColor(colour);
    g.draw(corners);
    var sides = new Path2D.Double();
    sides.moveTo(from.x(), from.y());
    sides.lineTo(to.x(), from.y());
    sides.lineTo(to.x(), to.y());
    sides.lineTo(from.x(), to.y());
    sides.closePath();
    g.setStroke(stroke(0.6));
    g.draw(sides);
  }

  private void keyPoints(FivePoints points) {
    for (Point point : points.asList()) {
      g.setColor(SHADOW);
      g.fill(disc(point, 4.6 * unit));
      g.setColor(Color.WHITE);
      g.fill(disc(point, 3.9 * unit));
      g.setColor(KEY_POINT);
      g.fill(disc(point, 2.7 * unit));
    }
  }

  private Ellipse2D disc(Point at, double radius) {
    Point p = toPicture.apply(at);
    return new Ellipse2D.Double(p.x() - radius, p.y() - radius, 2 * radius, 2 * radius);
  }

  private BasicStroke stroke(double widths) {
    return new BasicStroke((float) (widths * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
