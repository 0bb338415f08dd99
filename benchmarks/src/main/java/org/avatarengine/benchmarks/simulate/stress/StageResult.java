package org.avatarengine.benchmarks.simulate.stress;

/**
 * What came of a stage.
 *
 * @param held whether the engine did as it should; a ramp that finds a limit has still held
 * @param limit the limit that a ramp found, in words; empty for none
 * @param text what happened, for people
 */
public record StageResult(String stage, boolean held, String limit, String text) {

  static StageResult held(String stage, String text) {
    return new StageResult(stage, true, "", text);
  }

  static StageResult broke(String stage, String text) {
    return new StageResult(stage, false, "", text);
  }

  static StageResult limit(String stage, String limit, String text) {
    return new StageResult(stage, true, limit, text);
  }
}
