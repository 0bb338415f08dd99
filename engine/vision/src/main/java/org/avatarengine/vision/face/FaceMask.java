package org.avatarengine.vision.face;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.MeshTopology;

/** Which pixels of the 512 x 512 letterbox are face: the inside of the mesh's oval. */
public final class FaceMask {

  public static final int SIZE = 512;

  private final byte[] bits;

  private FaceMask(byte[] bits) {
    this.bits = bits;
  }

  static FaceMask of(UprightImage image, FaceMesh mesh) {
    var toLetterbox = new Letterbox(image.width(), image.height(), SIZE).toPicture().inverse();
    // A binary image packs eight pixels a byte, the leftmost in the most significant bit.
    var canvas = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_BINARY);
    var g = canvas.createGraphics();
    g.setColor(Color.WHITE);
    g.fill(outline(mesh, toLetterbox));
    g.dispose();
    byte[] bits = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
    return new FaceMask(bits);
  }

  /** The oval under a map from upright original pixels. */
  static Path2D outline(FaceMesh mesh, Affine map) {
    var path = new Path2D.Double();
    for (int index : MeshTopology.oval()) {
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

  public int width() {
    return SIZE;
  }

  public int height() {
    return SIZE;
  }

  /** One bit a pixel, rows top to bottom of width / 8 bytes, most significant bit first; a copy. */
  public byte[] bits() {
    return bits.clone();
  }

  public boolean isSet(int x, int y) {
    return (bits[(y * SIZE + x) >> 3] >> (7 - (x & 7)) & 1) == 1;
  }
}
