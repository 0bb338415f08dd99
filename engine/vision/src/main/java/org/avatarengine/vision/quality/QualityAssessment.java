package org.avatarengine.vision.quality;

import java.util.List;

/**
 * How fit a photo is for an avatar.
 *
 * @param overallScore weighted sum of the six scores, 0 to 1
 * @param recommendations what would make a better photo, one sentence each; empty when all is well
 * @param processingReady whether the overall score reaches 0.5
 */
public record QualityAssessment(
    double overallScore,
    QualityGrade grade,
    QualityScores scores,
    List<QualityComponent> components,
    List<String> recommendations,
    boolean processingReady) {

  public QualityAssessment {
    components = List.copyOf(components);
    recommendations = List.copyOf(recommendations);
  }
}
