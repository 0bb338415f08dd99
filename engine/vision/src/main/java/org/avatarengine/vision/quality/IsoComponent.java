package org.avatarengine.vision.quality;

import java.util.Locale;

/** The components of ISO/IEC 29794-5 in its order, whose names clients see in camelCase. */
enum IsoComponent {
  UNIFIED_QUALITY_SCORE,
  BACKGROUND_UNIFORMITY,
  ILLUMINATION_UNIFORMITY,
  LUMINANCE_MEAN,
  LUMINANCE_VARIANCE,
  UNDER_EXPOSURE_PREVENTION,
  OVER_EXPOSURE_PREVENTION,
  DYNAMIC_RANGE,
  SHARPNESS,
  COMPRESSION_ARTIFACTS,
  NATURAL_COLOUR,
  SINGLE_FACE_PRESENT,
  EYES_OPEN,
  MOUTH_CLOSED,
  EYES_VISIBLE,
  MOUTH_OCCLUSION_PREVENTION,
  FACE_OCCLUSION_PREVENTION,
  INTER_EYE_DISTANCE,
  HEAD_SIZE,
  LEFTWARD_CROP_OF_THE_FACE_IMAGE,
  RIGHTWARD_CROP_OF_THE_FACE_IMAGE,
  MARGIN_ABOVE_OF_THE_FACE_IMAGE,
  MARGIN_BELOW_OF_THE_FACE_IMAGE,
  HEAD_POSE_YAW,
  HEAD_POSE_PITCH,
  HEAD_POSE_ROLL,
  EXPRESSION_NEUTRALITY,
  NO_HEAD_COVERINGS;

  private final String label;

  IsoComponent() {
    var text = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(text.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
      text.append(word, 1, word.length());
    }
    this.label = text.toString();
  }

  String label() {
    return label;
  }
}
