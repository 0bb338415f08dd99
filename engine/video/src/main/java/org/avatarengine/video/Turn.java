package org.avatarengine.video;

import org.avatarengine.vision.image.RgbRaster;

/**
 * What has to be done to decoded pixels so that they stand upright: quarter turns and mirrors, as
 * the display matrix of the track says (ISO/IEC 14496-12, 8.3.2: [x y 1] times the matrix).
 */
enum Turn {
  NONE(false, false, false),
  MIRRORED(false, true, false),
  HALF(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  CLOCKWISE(true, false, true),
  TRANSVERSED(true, true, true),
  ANTICLOCKWISE(true, true, false);

  private static final int TILE = 32;

  private final boolean swap;
  private final boolean backwardsX;
  private final boolean backwardsY;

  /**
   * @param swap whether decoded columns become rows
   * @param backwardsX whether decoded columns are read from the last to the first
   * @param backwardsY whether decoded rows are read from the last to the first
   */
  Turn(boolean swap, boolean backwardsX, boolean backwardsY) {
    this.swap = swap;
    this.backwardsX = backwardsX;
    this.backwardsY = backwardsY;
  }

  /**
   * The nearest of the eight for x' = a x + c y, y' = b x + d y. A matrix that maps everything onto
   * a point or a line says nothing, and the picture stays as it is.
   */
  static Turn of(int a, int b, int c, int d) {
    if ((long) a * d - (long) b * c == 0) {
      return NONE;
    }
    boolean across =
        Math.abs((long) b) + Math.abs((long) c) > Math.abs((long) a) + Math.abs((long) d);
    boolean backwardsX = across ? b < 0 : a < 0;
    boolean backwardsY = across ? c < 0 : d < 0;
    for (Turn turn : values()) {
      if (turn.swap == across && turn.backwardsX == backwardsX && turn.backwardsY == backwardsY) {
        return turn;
      }
    }
    throw new AssertionError("eight turns cover every matrix");
  }

  boolean swapsSides() {
    return swap;
  }

  RgbRaster apply(RgbRaster decoded) {
    if (this == NONE) {
      return decoded;
    }
    int w = decoded.width();
    int h = decoded.height();
    byte[] out = new byte[decoded.rgb().length];
    // In tiles, since a quarter turn walks one of the two pictures down its columns.
    for (int top = 0; top < h; top += TILE) {
      for (int left = 0; left < w; left += TILE) {
        tile(decoded, out, left, top, Math.min(left + TILE, w), Math.min(top + TILE, h));
      }
    }
    return swap ? new RgbRaster(h, w, out) : new RgbRaster(w, h, out);
  }

  private void tile(RgbRaster decoded, byte[] out, int left, int top, int right, int bottom) {
    byte[] in = decoded.rgb();
    int w = decoded.width();
    int h = decoded.height();
    for (int y = top; y < bottom; y++) {
      int row = backwardsY ? h - 1 - y : y;
      for (int x = left; x < right; x++) {
        int column = backwardsX ? w - 1 - x : x;
        int to = (swap ? column * h + row : row * w + column) * 3;
        int from = (y * w + x) * 3;
        out[to] = in[from];
        out[to + 1] = in[from + 1];
        out[to + 2] = in[from + 2];
      }
    }
  }
}
