package org.avatarengine.animation.live;

import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.frame.DetailLevel;

/** What a client can say in JSON. */
sealed interface ControlMessage {

  /** How it fares. */
  record Report(LevelController.Report report) implements ControlMessage {}

  /** Which level it wants; null to have it chosen. */
  record Level(DetailLevel level) implements ControlMessage {}

  /** Its base is gone. */
  record Key() implements ControlMessage {}

  /** Are you there; the number comes back as it was written. */
  record Ping(String t) implements ControlMessage {}

  /** Performer: an emotion. */
  record Emote(EmotionCue cue) implements ControlMessage {}

  /** Performer: where the eyes look. */
  record Gaze(float yaw, float pitch, int holdMs) implements ControlMessage {}

  /** Performer: this is my neutral face. */
  record Calibrate() implements ControlMessage {}

  /**
   * Performer: a face by names or by number.
   *
   * @param timeMs of its own clock, or −1
   * @param present bit n for the channel with ordinal n
   * @param values 61
   */
  record Values(long timeMs, long present, float[] values) implements ControlMessage {}

  /** Performer: a face in another program's JSON. */
  record Input(Dialect dialect, byte[] data) implements ControlMessage {}

  /** None of these. */
  record Bad(String code, String message) implements ControlMessage {}
}
