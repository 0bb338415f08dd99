package org.avatarengine.live.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An emotion to show.
 *
 * @param sessionId where the path does not name the session
 * @param emotion one of the engine's emotions, or a common synonym
 * @param intensity 0..1; 1 when absent
 * @param durationMs how long at full intensity, at most ten minutes; until the next one when absent
 */
@RegisterForReflection
public record EmotionRequest(
    String sessionId,
    String emotion,
    @Schema(minimum = "0", maximum = "1") Float intensity,
    @Schema(minimum = "0", maximum = "600000") Integer durationMs) {

  private static final int MAX_MS = 600_000;

  /**
   * The same under the names of the animation requirement.
   *
   * @param duration seconds
   */
  @RegisterForReflection
  public record Old(
      @JsonProperty("session_id") String sessionId,
      String emotion,
      Float intensity,
      Double duration) {

    EmotionRequest toRequest() {
      return new EmotionRequest(
          sessionId,
          emotion,
          intensity,
          duration == null ? null : (int) Math.clamp(Math.round(duration * 1_000), -1, MAX_MS + 1));
    }
  }

  /**
   * The cue for the engine.
   *
   * @throws ProblemException 400 for what is out of range or unknown
   */
  EmotionCue toCue() {
    Emotion known = emotion == null ? null : Emotion.named(emotion.trim());
    if (known == null) {
      throw invalid("emotion-unknown", "There is no emotion \"" + emotion + "\".");
    }
    float strength = intensity == null ? 1 : intensity;
    if (!(strength >= 0 && strength <= 1)) {
      throw invalid("intensity-invalid", "intensity is 0 to 1.");
    }
    if (durationMs != null && (durationMs < 0 || durationMs > MAX_MS)) {
      throw invalid("duration-invalid", "durationMs is 0 to " + MAX_MS + ".");
    }
    return EmotionCue.of(known, strength, durationMs == null ? -1 : durationMs);
  }

  private static ProblemException invalid(String code, String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason(code, message));
  }
}
