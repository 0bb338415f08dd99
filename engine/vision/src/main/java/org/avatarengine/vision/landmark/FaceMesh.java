package org.avatarengine.vision.landmark;

import org.avatarengine.vision.geometry.Point;

/**
 * 478 points on a face. x and y are pixels of the upright original, z is in the same unit, smaller
 * is nearer to the camera, 0 near the head's centre.
 */
public final class FaceMesh {

  public static final int POINTS = 478;

  private final float[] xyz;

  /**
   * @param xyz 478 x 3 numbers; the mesh keeps the array
   */
  public FaceMesh(float[] xyz) {
    if (xyz.length != POINTS * 3) {
      throw new IllegalArgumentException("a face mesh has 478 points of three numbers");
    }
    this.xyz = xyz;
  }

  public float x(int index) {
    return xyz[index * 3];
  }

  public float y(int index) {
    return xyz[index * 3 + 1];
  }

  public float z(int index) {
    return xyz[index * 3 + 2];
  }

  public Point point(int index) {
    return new Point(x(index), y(index));
  }

  /** A copy, 478 x 3, row-major. */
  public float[] toArray() {
    return xyz.clone();
  }
}
