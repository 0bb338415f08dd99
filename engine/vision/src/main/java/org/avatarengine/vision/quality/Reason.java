package org.avatarengine.vision.quality;

/**
 * Why a photo or a clip is rejected.
 *
 * @param message one sentence that a person can act on
 */
public record Reason(Code code, String message) {

  /** What is wrong. */
  public enum Code {
    NO_FACE("no-face"),
    FACE_TOO_SMALL("face-too-small"),
    TOO_BLURRED("too-blurred"),
    LOW_CONFIDENCE("low-confidence");

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
