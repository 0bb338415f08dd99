package org.avatarengine.vision.detect;

import java.util.List;
import org.avatarengine.vision.geometry.Point;

/** The five points that SCRFD and YuNet give, brought into the order of {@link Detection}. */
final class FivePointRow {

  private FivePointRow() {}

  /**
   * The eyes and the nose as they are, the mouth's centre between its corners; ears there are none.
   * No points at all where a number is not finite.
   *
   * @param numbers x, y of both eyes, nose tip and both mouth corners, in strides from the anchor
   * @param at index of the first number
   * @param anchorX of the anchor, pixels
   * @param anchorY of the anchor, pixels
   * @param stride pixels
   */
  static List<Point> keyPoints(float[] numbers, int at, float anchorX, float anchorY, int stride) {
    for (int i = at; i < at + DetectorLayout.POINT_NUMBERS; i++) {
      if (!Float.isFinite(numbers[i])) {
        return List.of();
      }
    }
    Point leftMouth = point(numbers, at + 6, anchorX, anchorY, stride);
    Point rightMouth = point(numbers, at + 8, anchorX, anchorY, stride);
    return List.of(
        point(numbers, at, anchorX, anchorY, stride),
        point(numbers, at + 2, anchorX, anchorY, stride),
        point(numbers, at + 4, anchorX, anchorY, stride),
        new Point((leftMouth.x() + rightMouth.x()) / 2, (leftMouth.y() + rightMouth.y()) / 2));
  }

  private static Point point(float[] numbers, int at, float anchorX, float anchorY, int stride) {
    return new Point(anchorX + numbers[at] * stride, anchorY + numbers[at + 1] * stride);
  }
}
