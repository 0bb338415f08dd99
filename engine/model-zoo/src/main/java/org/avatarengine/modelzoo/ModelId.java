package org.avatarengine.modelzoo;

import java.util.Locale;

/**
 * The models of this catalogue. Shapes and tensor names stand in each model's {@link ModelCard}.
 */
public enum ModelId {
  /** Faces up to about two metres from the camera, 128×128 input in [-1, 1]. */
  FACE_DETECTION_SHORT_RANGE,
  /** Faces up to about five metres from the camera, 192×192 input in [-1, 1]. */
  FACE_DETECTION_FULL_RANGE,
  /** 468 mesh points, refined lips and eyes, and both irises; 192×192 input in [0, 1]. */
  FACE_LANDMARKS,
  /** Persons by hips and shoulders, 224×224 input in [-1, 1]. */
  POSE_DETECTION,
  /** 33 body points and a person mask, fastest variant; 256×256 input in [0, 1]. */
  POSE_LANDMARKS_LITE,
  /** 33 body points and a person mask, middle variant; 256×256 input in [0, 1]. */
  POSE_LANDMARKS_FULL,
  /** 33 body points and a person mask, most exact variant; 256×256 input in [0, 1]. */
  POSE_LANDMARKS_HEAVY,
  /** Person against background, 256×256 input in [0, 1]. */
  SELFIE_SEGMENTATION;

  /** The file of this model in the catalogue, such as {@code face_landmarks.onnx}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT) + ".onnx";
  }
}
