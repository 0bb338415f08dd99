package org.avatarengine.vision.quality;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.MeshTopology;

/**
 * A face turned upright and brought to one size, and the zone of each of its pixels as the mesh has
 * it: 3.5 eye distances wide, 3.75 high, the eyes at two fifths of the height.
 */
final class AlignedFace {

  /** T over the eye distance of a face from the front: a nodding head keeps the eye distance. */
  private static final double CHIN_PER_EYES = 1.75;

  private final RgbRaster raster;
  private final byte[] zones;
  private final Affine fromUpright;
  private final FaceMesh mesh;
  private final double eyePixels;

  private AlignedFace(
      RgbRaster raster, byte[] zones, Affine fromUpright, FaceMesh mesh, double eyePixels) {
    this.raster = raster;
    this.zones = zones;
    this.fromUpright = fromUpright;
    this.mesh = mesh;
    this.eyePixels = eyePixels;
  }

  /**
   * Samples the face.
   *
   * @param eyePixels distance between the eyes in the sample, pixels
   */
  static AlignedFace of(ImagePyramid pyramid, FaceMesh mesh, FaceGeometry face, double eyePixels) {
    double unit = unit(face);
    double angle =
        Math.atan2(
            face.rightEye().y() - face.leftEye().y(), face.rightEye().x() - face.leftEye().x());
    int width = (int) Math.round(3.5 * eyePixels);
    int height = (int) Math.round(3.75 * eyePixels);
    double step = unit / eyePixels;
    double cos = Math.cos(angle) * step;
    double sin = Math.sin(angle) * step;
    Point eyes = face.betweenEyes();
    double eyesX = width / 2.0;
    double eyesY = 0.4 * height;
    var toUpright =
        new Affine(
            cos,
            -sin,
            eyes.x() - cos * eyesX + sin * eyesY,
            sin,
            cos,
            eyes.y() - sin * eyesX - cos * eyesY);
    var fromUpright = toUpright.inverse();
    return new AlignedFace(
        pyramid.view(toUpright, width, height, Border.NEAREST),
        paint(mesh, fromUpright, width, height, eyePixels),
        fromUpright,
        mesh,
        eyePixels);
  }

  /** The eye distance by which faces are brought to size, pixels of the upright original. */
  static double unit(FaceGeometry face) {
    return Math.max(face.eyeDistance(), face.toChin() / CHIN_PER_EYES);
  }

  int width() {
    return raster.width();
  }

  int height() {
    return raster.height();
  }

  int pixels() {
    return zones.length;
  }

  RgbRaster raster() {
    return raster;
  }

  double eyePixels() {
    return eyePixels;
  }

  FaceZone zone(int at) {
    return FaceZone.of(zones[at]);
  }

  boolean isFace(int at) {
    return zones[at] != 0;
  }

  boolean isSkin(int at) {
    return zones[at] == 1;
  }

  /** A point of the mesh in pixels of the sample. */
  Point point(int index) {
    return fromUpright.apply(mesh.point(index));
  }

  // The rim of the oval is left out: there the mesh may lie on hair or background.
  private static byte[] paint(FaceMesh mesh, Affine map, int width, int height, double eyes) {
    var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var g = canvas.createGraphics();
    var oval = path(mesh, map, MeshTopology.oval());
    colour(g, FaceZone.SKIN);
    g.fill(oval);
    colour(g, FaceZone.OUTSIDE);
    g.setStroke(new BasicStroke((float) (0.12 * eyes)));
    g.draw(oval);
    int[][] contours = MeshTopology.contours();
    zone(g, FaceZone.BROW, path(mesh, map, contours[4]), 0.05 * eyes);
    zone(g, FaceZone.BROW, path(mesh, map, contours[5]), 0.05 * eyes);
    zone(g, FaceZone.LEFT_EYE, path(mesh, map, MeshTopology.leftEye()), 0.05 * eyes);
    zone(g, FaceZone.RIGHT_EYE, path(mesh, map, MeshTopology.rightEye()), 0.05 * eyes);
    zone(g, FaceZone.MOUTH, path(mesh, map, contours[2]), 0.06 * eyes);
    g.dispose();
    int[] pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    byte[] zones = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      zones[i] = (byte) pixels[i];
    }
    return zones;
  }

  private static void zone(Graphics2D g, FaceZone zone, Path2D shape, double margin) {
    colour(g, zone);
    g.fill(shape);
    g.setStroke(new BasicStroke((float) (2 * margin)));
    g.draw(shape);
  }

  private static void colour(Graphics2D g, FaceZone zone) {
    g.setColor(new Color(0, 0, zone.code()));
  }

  private static Path2D path(FaceMesh mesh, Affine map, int[] indices) {
    var path = new Path2D.Double();
    for (int index : indices) {
      Point p = map.apply(mesh.point(index));
      if (path.getCurrentPoint() == null) {
        path.moveTo(p.x(), p.y());
      } else {
        path.lineTo(p.x(), p.y());
      }
    }
    path.closePath();
    return path;
  }
}
