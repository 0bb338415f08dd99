package org.avatarengine.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;

/**
 * A face as a detector sees it.
 *
 * @param box pixels
 * @param keyPoints six points, pixels: the eye on the image's left, the other eye, nose tip, mouth
 *     centre, the ear on the image's left, the other ear
 * @param score 0 to 1
 */
public record Detection(Box box, List<Point> keyPoints, float score) {

  public static final int KEY_POINTS = 6;
  static final int LEFT_EYE = 0;
  static final int RIGHT_EYE = 1;

  public Detection {
    keyPoints = List.copyOf(keyPoints);
    if (keyPoints.size() != KEY_POINTS) {
      throw new IllegalArgumentException("a detection has six key points");
    }
  }

  /** How far the head is turned in the picture's plane: radians, clockwise, 0 upright. */
  public double roll() {
    Point left = keyPoints.get(LEFT_EYE);
    Point right = keyPoints.get(RIGHT_EYE);
    return Math.atan2(right.y() - left.y(), right.x() - left.x());
  }

  /** The same face under a map that scales and shifts but does not turn. */
  Detection under(Affine map) {
    Point from = map.apply(box.x1(), box.y1());
    Point to = map.apply(box.x2(), box.y2());
    var points = new ArrayList<Point>(KEY_POINTS);
    for (Point point : keyPoints) {
      points.add(map.apply(point));
    }
    return new Detection(new Box(from.x(), from.y(), to.x(), to.y()), points, score);
  }
}
