package org.avatarengine.vision.geometry;

/**
 * A picture fitted whole and centred into a square, the rest of which is empty.
 *
 * @param width width of the picture, pixels
 * @param height height of the picture, pixels
 * @param size side of the square, pixels
 */
public record Letterbox(int width, int height, int size) {

  public Letterbox {
    if (width < 1 || height < 1 || size < 1) {
      throw new IllegalArgumentException("a letterbox needs positive sides");
    }
  }

  /** Picture pixels in one letterbox pixel. */
  public double scale() {
    return Math.max(width, height) / (double) size;
  }

  public double offsetX() {
    return (size - width / scale()) / 2;
  }

  public double offsetY() {
    return (size - height / scale()) / 2;
  }

  /** Letterbox pixels to picture pixels. */
  public Affine toPicture() {
    double s = scale();
    return new Affine(s, 0, -offsetX() * s, 0, s, -offsetY() * s);
  }

  /** First column and row of the picture in the square, and the ones after its last. */
  public int left() {
    return (int) Math.round(offsetX());
  }

  public int top() {
    return (int) Math.round(offsetY());
  }

  public int right() {
    return Math.max(left() + 1, (int) Math.round(size - offsetX()));
  }

  public int bottom() {
    return Math.max(top() + 1, (int) Math.round(size - offsetY()));
  }
}
