package org.avatarengine.vision.face;

import java.util.List;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.MeshTopology;

/** The five key points of a face, pixels of the upright original; left is the image's left. */
public record FivePoints(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

  static FivePoints of(FaceMesh mesh) {
    return new FivePoints(
        mesh.point(MeshTopology.LEFT_IRIS_CENTRE),
        mesh.point(MeshTopology.RIGHT_IRIS_CENTRE),
        mesh.point(MeshTopology.NOSE_TIP),
        mesh.point(MeshTopology.LEFT_MOUTH_CORNER),
        mesh.point(MeshTopology.RIGHT_MOUTH_CORNER));
  }

  /** Left eye, right eye, nose, left mouth corner, right mouth corner. */
  public List<Point> asList() {
    return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
  }

  /** The list's points as x, y pairs: 10 numbers. */
  public float[] toArray() {
    float[] xy = new float[10];
    int at = 0;
    for (Point point : asList()) {
      xy[at++] = point.x();
      xy[at++] = point.y();
    }
    return xy;
  }
}
