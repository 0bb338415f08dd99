package org.avatarengine.vision.face;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.avatarengine.vision.hint.Hint;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.quality.QualityAssessment;
import org.avatarengine.vision.quality.Verdict;

/**
 * All that an analysis found.
 *
 * @param width width of the upright frames, pixels
 * @param height height of the upright frames, pixels
 * @param framesSeen frames that were looked at, at least 1
 * @param faces those of the best frame: most confident first, those without landmarks after those
 *     with
 * @param primary the face that is most confident in most frames, also where the verdict rejects it
 * @param quality present where a primary face is
 * @param degraded the fallbacks that were taken; empty for a full result
 * @param hints what a person may want to look at in a clip; never a reason to refuse
 * @param perceptualHash of the best frame; present where a primary face is
 * @param timings how long each stage took, over all frames; decoding for clips only
 */
public record FaceAnalysis(
    int width,
    int height,
    int framesSeen,
    List<DetectedFace> faces,
    Optional<FaceTrack> primary,
    Optional<QualityAssessment> quality,
    Verdict verdict,
    List<Degradation> degraded,
    List<Hint> hints,
    OptionalLong perceptualHash,
    Map<Stage, Duration> timings) {

  public FaceAnalysis {
    faces = List.copyOf(faces);
    degraded = List.copyOf(degraded);
    hints = List.copyOf(hints);
    timings = Map.copyOf(timings);
  }
}
