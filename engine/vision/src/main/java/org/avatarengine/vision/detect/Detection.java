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
 * @param keyPoints pixels: the eye on the image's left, the other eye, nose tip, mouth centre, the
 *     ear on the image's left, the other ear; four where the detector does not look for ears, none
 *     where it gives boxes alone
 * @param score 0 to 1
 */
public record Detection(Box box, List<Point> keyPoints, float score) {

  /** Most key points that a detection has. */
  public static final int KEY_POINTS = 6;

  /** As many as there are without ears. */
  static final int KEY_POINTS_WITHOUT_EARS = 4;

  static final int LEFT_EYE = 0;
  static final int RIGHT_EYE = 1;

  public Detection {
    keyPoints = List.copyOf(keyPoints);
    int count = keyPoints.size();
    if (count != KEY_POINTS && count != KEY_POINTS_WITHOUT_EARS && count != 0) {
      throw new IllegalArgumentException("a detection has six key points, four or none");
    }
  }

  /**
   * How far the head is turned in the picture's plane: radians, clockwise, 0 upright; 0 too where
   * the eyes are not known.
   */
  public double roll() {
    if (keyPoints.isEmpty()) {
      return 0;
    }
    Point left = keyPoints.get(LEFT_EYE);
    Point right = keyPoints.get(RIGHT_EYE);
    return Math.atan2(right.y() - left.y(), right.x() - left.x());
  }

  /** The same face under a map that scales and shifts but does not turn. */
  Detection under(Affine map) {
    Point from = map.apply(box.x1(), box.y1());
    Point to = map.apply(box.x2(), box.y2());
    var points = new ArrayList<Point>(keyPoints.size());
    for (Point point : keyPoints) {
      points.add(map.apply(point));
    }
    return new Detection(new Box(from.x(), from.y(), to.x(), to.y()), points, score);
  }
}
