package org.avatarengine.vision.geometry;

/**
 * An upright rectangle in pixels, corners [x1, y1, x2, y2]. A box may reach over the edge of its
 * image; {@link #clampedTo} cuts it.
 */
public record Box(float x1, float y1, float x2, float y2) {

  public Box {
    if (!(x2 >= x1) || !(y2 >= y1)) {
      throw new IllegalArgumentException(
          "a box needs x1 <= x2 and y1 <= y2, not [%s, %s, %s, %s]".formatted(x1, y1, x2, y2));
    }
  }

  public static Box around(float centreX, float centreY, float width, float height) {
    return new Box(
        centreX - width / 2, centreY - height / 2, centreX + width / 2, centreY + height / 2);
  }

  public float width() {
    return x2 - x1;
  }

  public float height() {
    return y2 - y1;
  }

  public float area() {
    return width() * height();
  }

  public Point centre() {
    return new Point((x1 + x2) / 2, (y1 + y2) / 2);
  }

  public boolean contains(Point p) {
    return p.x() >= x1 && p.x() <= x2 && p.y() >= y1 && p.y() <= y2;
  }

  /** Area shared with the other box, in square pixels. */
  public float intersection(Box other) {
    float w = Math.min(x2, other.x2) - Math.max(x1, other.x1);
    float h = Math.min(y2, other.y2) - Math.max(y1, other.y1);
    return w > 0 && h > 0 ? w * h : 0;
  }

  /** Intersection over union, 0 to 1. */
  public float iou(Box other) {
    float shared = intersection(other);
    float union = area() + other.area() - shared;
    return union > 0 ? shared / union : 0;
  }

  public Box clampedTo(int width, int height) {
    return new Box(
        Math.clamp(x1, 0, width),
        Math.clamp(y1, 0, height),
        Math.clamp(x2, 0, width),
        Math.clamp(y2, 0, height));
  }

  /** {x1, y1, x2, y2}. */
  public float[] toArray() {
    return new float[] {x1, y1, x2, y2};
  }
}
