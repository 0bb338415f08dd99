package org.avatarengine.vision.face;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.quality.QualityAssessment;
import org.avatarengine.vision.quality.Verdict;

/**
 * All that an analysis found.
 *
 * @param faces most confident first, those without landmarks after those with
 * @param primary the most confident face with landmarks, also where the verdict rejects it
 * @param quality present where a primary face is
 * @param timings how long each stage took
 */
public record FaceAnalysis(
    List<DetectedFace> faces,
    Optional<FaceExtract> primary,
    Optional<QualityAssessment> quality,
    Verdict verdict,
    Map<Stage, Duration> timings) {

  public FaceAnalysis {
    faces = List.copyOf(faces);
    timings = Map.copyOf(timings);
  }
}
