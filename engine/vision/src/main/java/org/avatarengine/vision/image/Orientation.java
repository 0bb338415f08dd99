package org.avatarengine.vision.image;

/**
 * The eight EXIF orientations (TIFF tag 0x0112): what has to be done to stored pixels so that they
 * stand upright.
 */
enum Orientation {
  AS_STORED(1, 0, 0, 0),
  MIRRORED(2, 0, 1, 0),
  TURNED_180(3, 0, 1, 1),
  FLIPPED(4, 0, 0, 1),
  TRANSPOSED(5, 1, 0, 0),
  TURNED_90(6, 1, 0, 1),
  TRANSVERSED(7, 1, 1, 1),
  TURNED_270(8, 1, 1, 0);

  private final int exif;
  private final boolean swap;
  private final boolean backwardsX;
  private final boolean backwardsY;

  /**
   * @param swap whether stored columns become rows
   * @param backwardsX whether stored columns are read from the last to the first
   * @param backwardsY whether stored rows are read from the last to the first
   */
  Orientation(int exif, int swap, int backwardsX, int backwardsY) {
    this.exif = exif;
    this.swap = swap == 1;
    this.backwardsX = backwardsX == 1;
    this.backwardsY = backwardsY == 1;
  }

  /** Unknown numbers mean as stored, as viewers do. */
  static Orientation of(int exif) {
    for (Orientation orientation : values()) {
      if (orientation.exif == exif) {
        return orientation;
      }
    }
    return AS_STORED;
  }

  boolean swapsSides() {
    return swap;
  }

  RgbRaster apply(RgbRaster stored) {
    if (this == AS_STORED) {
      return stored;
    }
    int w = stored.width();
    int h = stored.height();
    int outW = swap ? h : w;
    int outH = swap ? w : h;
    byte[] in = stored.rgb();
    byte[] out = new byte[in.length];
    int at = 0;
    for (int y = 0; y < outH; y++) {
      for (int x = 0; x < outW; x++) {
        int sx = swap ? y : x;
        int sy = swap ? x : y;
        int from = ((backwardsY ? h - 1 - sy : sy) * w + (backwardsX ? w - 1 - sx : sx)) * 3;
        out[at++] = in[from];
        out[at++] = in[from + 1];
        out[at++] = in[from + 2];
      }
    }
    return new RgbRaster(outW, outH, out);
  }
}
