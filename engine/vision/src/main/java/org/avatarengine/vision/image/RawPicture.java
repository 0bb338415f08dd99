package org.avatarengine.vision.image;

/**
 * What a format's decoder hands on: pixels as they lie in the file, and how to turn them.
 *
 * @param width width in the file, pixels
 * @param height height in the file, pixels
 * @param raster the pixels, perhaps reduced
 * @param orientation EXIF orientation, 1 to 8
 */
record RawPicture(int width, int height, RgbRaster raster, int orientation) {

  UprightImage upright() {
    var turned = Orientation.of(orientation);
    var upright = turned.apply(raster);
    return turned.swapsSides()
        ? new UprightImage(height, width, upright)
        : new UprightImage(width, height, upright);
  }
}
