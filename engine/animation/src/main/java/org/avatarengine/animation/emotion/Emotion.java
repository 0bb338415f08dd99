package org.avatarengine.animation.emotion;

import com.fasterxml.jackson.annotation.JsonValue;

/** The seven basic emotions (EMFACS), neutral, and the extras that speech engines name. */
public enum Emotion {
  NEUTRAL("neutral"),
  HAPPINESS("happiness"),
  SADNESS("sadness"),
  SURPRISE("surprise"),
  FEAR("fear"),
  ANGER("anger"),
  DISGUST("disgust"),
  CONTEMPT("contempt"),
  AMAZEMENT("amazement"),
  CHEEKINESS("cheekiness"),
  GRIEF("grief"),
  JOY("joy"),
  OUT_OF_BREATH("outofbreath"),
  PAIN("pain"),
  RELAXED("relaxed");

  private final String key;

  Emotion(String key) {
    this.key = key;
  }

  /** The name in JSON. */
  @JsonValue
  public String key() {
    return key;
  }

  /** The emotion of that name, or of a common synonym (happy, sad, angry, afraid); null if none. */
  public static Emotion named(String name) {
    for (Emotion emotion : values()) {
      if (emotion.key.equals(name)) {
        return emotion;
      }
    }
    return null;
  }
}
