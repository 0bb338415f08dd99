package org.avatarengine.vision.quality;

/** The functions that turn measured values into scores. */
final class Mapping {

  private Mapping() {}

  /** 1 / (1 + e^((middle - x) / width)): 0 far below the middle, 1 far above. */
  static double sigmoid(double x, double middle, double width) {
    return 1 / (1 + Math.exp((middle - x) / width));
  }

  /** cos² of an angle in degrees, 0 from 90 degrees on. */
  static double squaredCosine(double degrees) {
    double cos = Math.max(0, Math.cos(Math.toRadians(degrees)));
    return cos * cos;
  }
}
