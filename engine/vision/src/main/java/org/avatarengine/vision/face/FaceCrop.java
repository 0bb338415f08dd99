package org.avatarengine.vision.face;

import java.util.List;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.Border;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.PngWriter;
import org.avatarengine.vision.image.RgbRaster;

/**
 * The face alone, 96 x 96, turned and scaled so that its five key points lie as near as they can to
 * fixed places: those on which face recognition models of the ArcFace family are trained (112 x
 * 112), scaled to 96.
 */
public final class FaceCrop {

  public static final int SIZE = 96;

  private static final float UNIT = SIZE / 112f;

  /** Where the five key points belong, pixels of the crop. */
  static final List<Point> TEMPLATE =
      List.of(
          new Point(38.2946f * UNIT, 51.6963f * UNIT),
          new Point(73.5318f * UNIT, 51.5014f * UNIT),
          new Point(56.0252f * UNIT, 71.7366f * UNIT),
          new Point(41.5493f * UNIT, 92.3655f * UNIT),
          new Point(70.7299f * UNIT, 92.2041f * UNIT));

  private final RgbRaster pixels;

  private FaceCrop(RgbRaster pixels) {
    this.pixels = pixels;
  }

  static FaceCrop of(ImagePyramid pyramid, FivePoints points) {
    return new FaceCrop(pyramid.view(toCrop(points).inverse(), SIZE, SIZE, Border.NEAREST));
  }

  /** Upright original pixels to crop pixels. */
  static Affine toCrop(FivePoints points) {
    return Affine.similarity(points.asList(), TEMPLATE);
  }

  /** 96 x 96 x 3 bytes, rows top to bottom, R, G, B; a copy. */
  public byte[] rgb() {
    return pixels.rgb().clone();
  }

  public byte[] png() {
    return PngWriter.encode(pixels);
  }
}
