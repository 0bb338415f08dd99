package org.avatarengine.animation.emotion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The seven basic emotions (EMFACS), neutral, and the extras that speech engines name. */
public enum Emotion {
  NEUTRAL("neutral", "none", "calm"),
  HAPPINESS("happiness", "happy", "smile", "cheerful"),
  SADNESS("sadness", "sad"),
  SURPRISE("surprise", "surprised"),
  FEAR("fear", "afraid", "fearful", "scared"),
  ANGER("anger", "angry"),
  DISGUST("disgust", "disgusted"),
  CONTEMPT("contempt", "contemptuous"),
  AMAZEMENT("amazement", "amazed"),
  CHEEKINESS("cheekiness", "cheeky"),
  GRIEF("grief"),
  JOY("joy", "joyful"),
  OUT_OF_BREATH("outofbreath", "out-of-breath", "out_of_breath"),
  PAIN("pain"),
  RELAXED("relaxed");

  private static final Map<String, Emotion> BY_NAME = new HashMap<>();

  static {
    for (Emotion emotion : values()) {
      BY_NAME.put(emotion.key, emotion);
      for (String synonym : emotion.synonyms) {
        BY_NAME.put(synonym, emotion);
      }
    }
  }

  private final String key;
  private final String[] synonyms;

  Emotion(String key, String... synonyms) {
    this.key = key;
    this.synonyms = synonyms;
  }

  /** The name in JSON. */
  @JsonValue
  public String key() {
    return key;
  }

  /**
   * The emotion of that name, or of a common synonym (happy, sad, angry, afraid), in whatever case;
   * null if none.
   */
  public static Emotion named(String name) {
    return name == null ? null : BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }
}
