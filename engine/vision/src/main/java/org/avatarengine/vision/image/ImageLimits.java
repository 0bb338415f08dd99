package org.avatarengine.vision.image;

/**
 * What the decoder accepts and how much it keeps.
 *
 * @param maxPixels width times height above which a file is refused
 * @param maxSide width or height above which a file is refused
 * @param workingPixels above this many pixels the working raster is a whole-number reduction
 */
public record ImageLimits(long maxPixels, int maxSide, long workingPixels) {

  public ImageLimits {
    if (maxPixels < 1 || maxSide < 1 || workingPixels < 1) {
      throw new IllegalArgumentException("image limits must be positive");
    }
  }

  /** 64 megapixels, 16,384 a side, 16 megapixels kept. */
  public static ImageLimits defaults() {
    return new ImageLimits(64_000_000L, 16_384, 16_000_000L);
  }

  void check(long width, long height) throws RefusedImageException {
    if (width < 1 || height < 1) {
      throw new RefusedImageException(
          Refusal.UNREADABLE, "The file says it is %d x %d pixels.".formatted(width, height));
    }
    if (width > maxSide || height > maxSide || width * height > maxPixels) {
      throw new RefusedImageException(
          Refusal.TOO_LARGE,
          "The picture is %d x %d pixels; at most %d megapixels and %d pixels a side are accepted."
              .formatted(width, height, maxPixels / 1_000_000, maxSide));
    }
  }

  /** The whole number by which a picture of this size is reduced for work, 1 for most. */
  int reduction(int width, int height) {
    int factor = 1;
    while ((long) ceilDiv(width, factor) * ceilDiv(height, factor) > workingPixels) {
      factor++;
    }
    return factor;
  }

  static int ceilDiv(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }
}
