package org.avatarengine.contract.job;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one request wants otherwise than its preset; null where the preset decides. For admins and
 * services.
 *
 * @param maxFrames frames of a clip that are looked at, 1 to 500
 * @param detectionSize side of the letterbox that is searched, 128 to 1,280 pixels
 * @param qualityChecks how much is measured
 * @param compressionLevel how hard the face entry is compressed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaceOptions(
    Integer maxFrames,
    Integer detectionSize,
    QualityChecks qualityChecks,
    CompressionLevel compressionLevel) {

  public static final int MOST_FRAMES = 500;
  public static final int LEAST_DETECTION_SIZE = 128;
  public static final int MOST_DETECTION_SIZE = 1_280;

  private static final FaceOptions NONE = new FaceOptions(null, null, null, null);

  public FaceOptions {
    require("maxFrames", maxFrames, 1, MOST_FRAMES);
    require("detectionSize", detectionSize, LEAST_DETECTION_SIZE, MOST_DETECTION_SIZE);
  }

  /** The preset decides everything. */
  public static FaceOptions none() {
    return NONE;
  }

  private static void require(String name, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most);
    }
  }
}
