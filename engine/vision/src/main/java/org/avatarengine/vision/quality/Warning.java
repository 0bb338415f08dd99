package org.avatarengine.vision.quality;

/**
 * What could be better about an accepted photo or clip.
 *
 * @param message one sentence that a person can act on
 */
public record Warning(Code code, String message) {

  /** What could be better. */
  public enum Code {
    SEVERAL_FACES("several-faces"),
    POOR_LIGHTING("poor-lighting"),
    LOW_QUALITY("low-quality");

    private final String code;

    Code(String code) {
      this.code = code;
    }

    /** The stable name that clients see. */
    public String code() {
      return code;
    }
  }
}
