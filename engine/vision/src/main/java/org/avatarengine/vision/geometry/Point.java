package org.avatarengine.vision.geometry;

/**
 * A point in pixels; x grows to the right, y downwards, (0, 0) is the outer corner of the first
 * pixel.
 */
public record Point(float x, float y) {

  public float distanceTo(Point other) {
    return (float) Math.hypot(other.x - x, other.y - y);
  }
}
