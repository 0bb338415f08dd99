package org.avatarengine.vision.quality;

import java.util.LinkedHashMap;
import java.util.Map;

/** The six scores of a registration, each 0 to 1. */
public record QualityScores(
    double faceDetection,
    double faceConsistency,
    double imageClarity,
    double lightingQuality,
    double faceOrientation,
    double resolutionAdequacy) {

  /** The weighted sum, 0 to 1. */
  public double overall() {
    return 0.3 * faceDetection
        + 0.2 * faceConsistency
        + 0.2 * imageClarity
        + 0.15 * lightingQuality
        + 0.1 * faceOrientation
        + 0.05 * resolutionAdequacy;
  }

  /** By the names that clients see, in the order of their weights. */
  public Map<String, Double> asMap() {
    var map = new LinkedHashMap<String, Double>();
    map.put("faceDetection", faceDetection);
    map.put("faceConsistency", faceConsistency);
    map.put("imageClarity", imageClarity);
    map.put("lightingQuality", lightingQuality);
    map.put("faceOrientation", faceOrientation);
    map.put("resolutionAdequacy", resolutionAdequacy);
    return map;
  }
}
