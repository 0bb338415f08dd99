package org.avatarengine.vision.landmark;

import java.util.List;

/**
 * How far eyes and mouth are open, as lengths on the picture over one another: the same at any size
 * and tilt of the head, less sure the farther it is turned.
 *
 * @param eyeOpenness distance of the lids over the width of the eye, the eye on the image's left
 *     first; about 0.3 when open, under 0.1 when shut
 * @param mouthOpenness distance of the lips' inner edges over the inner width of the mouth; 0 when
 *     shut, about 0.5 in a wide O
 */
public record FaceExpression(List<Double> eyeOpenness, double mouthOpenness) {

  // Upper, lower, then the two corners.
  private static final int[] LEFT_EYE = {159, 145, 33, 133};
  private static final int[] RIGHT_EYE = {386, 374, 362, 263};
  private static final int[] MOUTH = {13, 14, 78, 308};

  public FaceExpression {
    eyeOpenness = List.copyOf(eyeOpenness);
    if (eyeOpenness.size() != 2) {
      throw new IllegalArgumentException("a face has two eyes");
    }
  }

  public static FaceExpression of(FaceMesh mesh) {
    return new FaceExpression(
        List.of(opening(mesh, LEFT_EYE), opening(mesh, RIGHT_EYE)), opening(mesh, MOUTH));
  }

  private static double opening(FaceMesh mesh, int[] points) {
    double height = mesh.point(points[0]).distanceTo(mesh.point(points[1]));
    double width = mesh.point(points[2]).distanceTo(mesh.point(points[3]));
    return width > 0 ? height / width : 0;
  }
}
