package org.avatarengine.vision.hint;

import java.util.Objects;

/**
 * Something about a clip that a person may want to look at. It never refuses anything.
 *
 * @param message for people
 * @param strength 0 for just enough to be told, up to 1
 */
public record Hint(Code code, String message, double strength) {

  public Hint {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("a hint's strength is 0 to 1, not " + strength);
    }
  }

  /** What was seen. */
  public enum Code {
    /** Neither a blink nor any other movement within the face. */
    STILL_FACE("still-face"),
    /** The face turned as a flat picture turns. */
    FLAT_MOTION("flat-motion"),
    /** The frames repeat. */
    LOOPED_CLIP("looped-clip"),
    /** A fine regular pattern lies over the face, as screens show before a camera. */
    SCREEN_PATTERN("screen-pattern");

    private final String code;

    Code(String code) {
      this.code = code;
    }

    /** As other services and clients know it. */
    public String code() {
      return code;
    }
  }
}
