package org.avatarengine.vision.image;

import org.avatarengine.vision.geometry.Affine;

/**
 * A decoded picture, turned upright. Its size is that of the original in upright pixels, the unit
 * of every coordinate; the working raster may be a reduction of it.
 */
public final class UprightImage {

  private final int width;
  private final int height;
  private final RgbRaster raster;

  /**
   * @param width width of the upright original, pixels
   * @param height height of the upright original, pixels
   */
  public UprightImage(int width, int height, RgbRaster raster) {
    if (width < raster.width() || height < raster.height()) {
      throw new IllegalArgumentException("the working raster is larger than its original");
    }
    this.width = width;
    this.height = height;
    this.raster = raster;
  }

  public static UprightImage of(RgbRaster raster) {
    return new UprightImage(raster.width(), raster.height(), raster);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels at hand: the original's, or fewer where it is very large. */
  public RgbRaster raster() {
    return raster;
  }

  /** Upright original pixels to raster pixels. */
  Affine toRaster() {
    return new Affine(
        raster.width() / (double) width, 0, 0, 0, raster.height() / (double) height, 0);
  }
}
