package org.avatarengine.vision.testing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * Paints a person in head units: the face is 1 high, centred on 0, 0, y downwards. Proportions are
 * those of drawing books: eyes an eye's width apart, mouth a third up from chin to nose.
 */
final class PortraitPainter {

  static final double FACE_WIDTH = 0.74;
  static final double EYE_X = 0.165;
  static final double EYE_Y = -0.10;
  static final double NOSE_Y = 0.115;
  static final double MOUTH_X = 0.125;
  static final double MOUTH_Y = 0.265;

  private static final double EYE_WIDTH = 0.15;
  private static final double EYE_HEIGHT = 0.066;

  private final Graphics2D g;
  private final Color skin;
  private final Color hair;
  private final Color lips;

  private PortraitPainter(Graphics2D g, SkinTone tone) {
    this.g = g;
    this.skin = tone.skin();
    this.hair = tone.hair();
    this.lips = tone.lips();
  }

  static void paint(Graphics2D g, SkinTone tone) {
    var painter = new PortraitPainter(g, tone);
    painter.hairBehind();
    painter.shoulders();
    painter.ears();
    painter.face();
    painter.hairInFront();
    for (int side : new int[] {-1, 1}) {
      painter.eye(side);
      painter.brow(side);
    }
    painter.nose();
    painter.mouth();
  }

  private void hairBehind() {
    g.setColor(hair);
    ellipse(0, -0.16, 0.88, 1.02);
  }

  private void shoulders() {
    g.setColor(shade(skin, 0.80));
    var neck = new Path2D.Double();
    neck.moveTo(-0.19, 0.22);
    neck.lineTo(0.19, 0.22);
    neck.curveTo(0.19, 0.55, 0.24, 0.66, 0.34, 0.72);
    neck.lineTo(0.30, 1.0);
    neck.lineTo(-0.30, 1.0);
    neck.lineTo(-0.34, 0.72);
    neck.curveTo(-0.24, 0.66, -0.19, 0.55, -0.19, 0.22);
    g.fill(neck);
    g.setColor(new Color(52, 66, 96));
    var coat = new Path2D.Double();
    coat.moveTo(-0.30, 0.62);
    coat.curveTo(-0.75, 0.74, -1.02, 0.86, -1.06, 1.9);
    coat.lineTo(1.06, 1.9);
    coat.curveTo(1.02, 0.86, 0.75, 0.74, 0.30, 0.62);
    coat.curveTo(0.16, 0.82, -0.16, 0.82, -0.30, 0.62);
    g.fill(coat);
    weave(coat);
    g.setColor(new Color(232, 232, 228));
    var collar = new Path2D.Double();
    collar.moveTo(-0.27, 0.63);
    collar.lineTo(0, 0.92);
    collar.lineTo(0.27, 0.63);
    collar.curveTo(0.16, 0.82, -0.16, 0.82, -0.27, 0.63);
    g.fill(collar);
  }

  /** The diagonal pattern of a woollen coat. */
  private void weave(Path2D coat) {
    var clip = g.getClip();
    g.clip(coat);
    g.setStroke(new BasicStroke(0.007f));
    for (int i = -60; i < 100; i++) {
      g.setColor(i % 2 == 0 ? new Color(86, 102, 136) : new Color(30, 40, 62));
      g.draw(new Line2D.Double(i * 0.03 - 1.2, 0.6, i * 0.03, 1.9));
    }
    g.setClip(clip);
  }

  private void ears() {
    for (int side : new int[] {-1, 1}) {
      g.setColor(shade(skin, 0.88));
      ellipse(side * 0.375, -0.03, 0.10, 0.21);
      g.setColor(shade(skin, 0.72));
      ellipse(side * 0.378, -0.03, 0.045, 0.12);
    }
  }

  private void face() {
    var outline = new Path2D.Double();
    outline.moveTo(0, 0.5);
    outline.curveTo(0.16, 0.5, 0.29, 0.36, 0.335, 0.16);
    outline.curveTo(0.40, -0.14, 0.36, -0.5, 0, -0.52);
    outline.curveTo(-0.36, -0.5, -0.40, -0.14, -0.335, 0.16);
    outline.curveTo(-0.29, 0.36, -0.16, 0.5, 0, 0.5);
    outline.closePath();
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(-0.05, -0.08),
            0.62f,
            new float[] {0, 0.55f, 1},
            new Color[] {shade(skin, 1.07), skin, shade(skin, 0.66)}));
    g.fill(outline);
    glow(-0.20, 0.10, 0.13, new Color(210, 96, 84, 46));
    glow(0.20, 0.10, 0.13, new Color(210, 96, 84, 46));
    glow(0, 0.41, 0.10, withAlpha(shade(skin, 1.12), 110));
    glow(0, 0.335, 0.08, withAlpha(shade(skin, 0.6), 90));
  }

  private void hairInFront() {
    g.setColor(hair);
    var fringe = new Path2D.Double();
    fringe.moveTo(-0.40, 0.02);
    fringe.curveTo(-0.50, -0.62, -0.20, -0.70, 0.02, -0.69);
    fringe.curveTo(0.30, -0.70, 0.49, -0.56, 0.40, 0.02);
    fringe.curveTo(0.385, -0.16, 0.36, -0.28, 0.27, -0.38);
    fringe.curveTo(0.06, -0.44, -0.12, -0.40, -0.25, -0.33);
    fringe.curveTo(-0.34, -0.24, -0.385, -0.14, -0.40, 0.02);
    g.fill(fringe);
    var clip = g.getClip();
    g.clip(fringe);
    strands();
    g.setClip(clip);
  }

  /** Fine light and dark lines that run from the parting outwards. */
  private void strands() {
    g.setStroke(new BasicStroke(0.004f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int i = 0; i < 90; i++) {
      double turn = Math.PI * (i + 0.5) / 90;
      double out = Math.cos(turn);
      double up = Math.sin(turn);
      g.setColor(withAlpha(shade(hair, i % 3 == 0 ? 1.7 : i % 3 == 1 ? 0.5 : 1.25), 150));
      var strand = new Path2D.Double();
      strand.moveTo(-0.08 + 0.1 * out, -0.66);
      strand.curveTo(0.2 * out, -0.66 - 0.05 * up, 0.45 * out, -0.5, 0.5 * out, 0.05 - 0.5 * up);
      g.draw(strand);
    }
  }

  private void eye(int side) {
    double x = side * EYE_X;
    glow(x, EYE_Y - 0.035, 0.12, withAlpha(shade(skin, 0.5), 92));
    glow(x, EYE_Y + 0.075, 0.09, withAlpha(shade(skin, 0.62), 60));
    var opening = lid(x, 1);
    g.setColor(new Color(236, 234, 230));
    g.fill(opening);
    var clip = g.getClip();
    g.clip(opening);
    g.setColor(new Color(74, 58, 44));
    ellipse(x, EYE_Y, 0.068, 0.068);
    g.setColor(new Color(112, 84, 58));
    ellipse(x, EYE_Y + 0.006, 0.048, 0.048);
    g.setColor(new Color(12, 10, 10));
    ellipse(x, EYE_Y, 0.03, 0.03);
    g.setColor(new Color(60, 40, 34, 90));
    ellipse(x, EYE_Y - 0.036, 0.16, 0.03);
    g.setColor(new Color(255, 255, 255, 235));
    ellipse(x + 0.012, EYE_Y - 0.012, 0.014, 0.014);
    g.setClip(clip);
    g.setColor(shade(hair, 0.6));
    g.setStroke(new BasicStroke(0.012f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(upperLid(x));
    g.setColor(withAlpha(shade(skin, 0.55), 180));
    g.setStroke(new BasicStroke(0.006f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(lid(x, 1.35));
  }

  private static Path2D lid(double x, double tall) {
    var path = new Path2D.Double();
    double w = EYE_WIDTH / 2;
    double h = EYE_HEIGHT / 2 * tall;
    path.moveTo(x - w, EYE_Y + 0.006);
    path.curveTo(x - w / 2, EYE_Y - 1.5 * h, x + w / 2, EYE_Y - 1.5 * h, x + w, EYE_Y + 0.004);
    path.curveTo(x + w / 2, EYE_Y + 1.2 * h, x - w / 2, EYE_Y + 1.2 * h, x - w, EYE_Y + 0.006);
    path.closePath();
    return path;
  }

  private static Path2D upperLid(double x) {
    var path = new Path2D.Double();
    double w = EYE_WIDTH / 2;
    double h = EYE_HEIGHT / 2;
    path.moveTo(x - w, EYE_Y + 0.006);
    path.curveTo(x - w / 2, EYE_Y - 1.5 * h, x + w / 2, EYE_Y - 1.5 * h, x + w, EYE_Y + 0.004);
    return path;
  }

  private void brow(int side) {
    g.setColor(withAlpha(shade(hair, 0.85), 225));
    var brow = new Path2D.Double();
    double x = side * EYE_X;
    brow.moveTo(x - side * 0.085, EYE_Y - 0.082);
    brow.curveTo(
        x - side * 0.02,
        EYE_Y - 0.128,
        x + side * 0.05,
        EYE_Y - 0.124,
        x + side * 0.11,
        EYE_Y - 0.075);
    brow.curveTo(
        x + side * 0.05,
        EYE_Y - 0.100,
        x - side * 0.02,
        EYE_Y - 0.100,
        x - side * 0.088,
        EYE_Y - 0.056);
    brow.closePath();
    g.fill(brow);
  }

  private void nose() {
    glow(-0.05, 0.0, 0.06, withAlpha(shade(skin, 0.72), 50));
    glow(0.05, 0.0, 0.06, withAlpha(shade(skin, 0.68), 64));
    glow(0, NOSE_Y + 0.05, 0.085, withAlpha(shade(skin, 0.55), 120));
    glow(0, NOSE_Y - 0.005, 0.05, withAlpha(shade(skin, 1.18), 200));
    glow(-0.005, -0.02, 0.03, withAlpha(shade(skin, 1.15), 140));
    g.setColor(withAlpha(shade(skin, 0.35), 220));
    ellipse(-0.036, NOSE_Y + 0.034, 0.036, 0.017);
    ellipse(0.036, NOSE_Y + 0.034, 0.036, 0.017);
    g.setColor(withAlpha(shade(skin, 0.58), 190));
    g.setStroke(new BasicStroke(0.008f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int side : new int[] {-1, 1}) {
      var wing = new Path2D.Double();
      wing.moveTo(side * 0.060, NOSE_Y - 0.03);
      wing.curveTo(
          side * 0.088, NOSE_Y - 0.01, side * 0.084, NOSE_Y + 0.04, side * 0.055, NOSE_Y + 0.038);
      g.draw(wing);
    }
  }

  private void mouth() {
    glow(0, MOUTH_Y + 0.075, 0.08, withAlpha(shade(skin, 0.62), 90));
    g.setColor(shade(lips, 0.86));
    var upper = new Path2D.Double();
    upper.moveTo(-MOUTH_X, MOUTH_Y);
    upper.curveTo(-0.06, MOUTH_Y - 0.03, -0.03, MOUTH_Y - 0.044, 0, MOUTH_Y - 0.028);
    upper.curveTo(0.03, MOUTH_Y - 0.044, 0.06, MOUTH_Y - 0.03, MOUTH_X, MOUTH_Y);
    upper.curveTo(0.05, MOUTH_Y + 0.01, -0.05, MOUTH_Y + 0.01, -MOUTH_X, MOUTH_Y);
    g.fill(upper);
    g.setColor(lips);
    var lower = new Path2D.Double();
    lower.moveTo(-MOUTH_X, MOUTH_Y);
    lower.curveTo(-0.07, MOUTH_Y + 0.066, 0.07, MOUTH_Y + 0.066, MOUTH_X, MOUTH_Y);
    lower.curveTo(0.05, MOUTH_Y + 0.01, -0.05, MOUTH_Y + 0.01, -MOUTH_X, MOUTH_Y);
    g.fill(lower);
    glow(0, MOUTH_Y + 0.028, 0.045, new Color(255, 230, 226, 70));
    g.setColor(shade(lips, 0.4));
    g.setStroke(new BasicStroke(0.008f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    var line = new Path2D.Double();
    line.moveTo(-MOUTH_X, MOUTH_Y);
    line.curveTo(-0.05, MOUTH_Y + 0.012, 0.05, MOUTH_Y + 0.012, MOUTH_X, MOUTH_Y);
    g.draw(line);
  }

  private void glow(double x, double y, double radius, Color colour) {
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) radius,
            new float[] {0, 1},
            new Color[] {colour, withAlpha(colour, 0)}));
    ellipse(x, y, 2 * radius, 2 * radius);
  }

  private void ellipse(double x, double y, double width, double height) {
    g.fill(new Ellipse2D.Double(x - width / 2, y - height / 2, width, height));
  }

  private static Color shade(Color colour, double factor) {
    return new Color(
        Math.min(255, (int) (colour.getRed() * factor)),
        Math.min(255, (int) (colour.getGreen() * factor)),
        Math.min(255, (int) (colour.getBlue() * factor)));
  }

  private static Color withAlpha(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }
}
