package org.avatarengine.vision.image;

/** The five row filters of PNG (PNG, 9.2). */
final class PngFilter {

  static final int NONE = 0;
  static final int SUB = 1;
  static final int UP = 2;
  static final int AVERAGE = 3;
  static final int PAETH = 4;

  private PngFilter() {}

  /**
   * Turns a filtered row into its pixels, in place.
   *
   * @param above the row above, unfiltered; zeros for the first
   * @param distance bytes from a sample to the same sample of the pixel before it
   */
  static void undo(int filter, byte[] row, byte[] above, int distance)
      throws RefusedImageException {
    switch (filter) {
      case NONE -> {
        // As it is.
      }
      case SUB -> {
        for (int i = distance; i < row.length; i++) {
          row[i] += row[i - distance];
        }
      }
      case UP -> {
        for (int i = 0; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case AVERAGE -> {
        for (int i = 0; i < row.length; i++) {
          int left = i < distance ? 0 : row[i - distance] & 0xff;
          row[i] += (byte) ((left + (above[i] & 0xff)) / 2);
        }
      }
      case PAETH -> {
        for (int i = 0; i < row.length; i++) {
          int left = i < distance ? 0 : row[i - distance] & 0xff;
          int corner = i < distance ? 0 : above[i - distance] & 0xff;
          row[i] += (byte) paeth(left, above[i] & 0xff, corner);
        }
      }
      default -> throw RefusedImageException.unreadable("The PNG picture is damaged.");
    }
  }

  /** Whichever of left, above and corner lies nearest to left + above - corner. */
  static int paeth(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }
}
