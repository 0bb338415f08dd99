package org.avatarengine.vision.face;

/**
 * A fallback that a result took, which makes it worth less than a full one.
 *
 * @param message one sentence for people
 */
public record Degradation(Code code, String message) {

  /** What was done in place of the usual. */
  public enum Code {
    /** The face was found at the lower threshold only. */
    RELAXED_DETECTION("relaxed-detection"),
    /** The file breaks off; what was before that was used. */
    INCOMPLETE_CLIP("incomplete-clip"),
    /** The quality vector could not be measured; the six scores stand alone. */
    BASIC_QUALITY("basic-quality");

    private final String code;

    Code(String code) {
      this.code = code;
    }

    /** The stable name that clients see. */
    public String code() {
      return code;
    }
  }

  static Degradation relaxedDetection(int frames, int of) {
    return new Degradation(
        Code.RELAXED_DETECTION,
        of == 1
            ? "The face is so unclear that it was found by a less strict search only."
            : "In %d of %d frames the face was found by a less strict search only."
                .formatted(frames, of));
  }

  static Degradation basicQuality() {
    return new Degradation(
        Code.BASIC_QUALITY,
        "The quality could be measured in part only: the six scores stand alone.");
  }

  static Degradation incompleteClip(int framesSeen) {
    return new Degradation(
        Code.INCOMPLETE_CLIP,
        "The file breaks off; the %s before that used."
            .formatted(framesSeen == 1 ? "frame was" : framesSeen + " frames were"));
  }
}
