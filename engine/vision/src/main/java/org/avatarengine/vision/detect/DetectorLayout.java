package org.avatarengine.vision.detect;

import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.inference.PlanarModel.Output;
import org.avatarengine.vision.inference.PlanarModel.Planes;

/** What a family of detectors expects and how its answers are read. */
interface DetectorLayout {

  /** The strides of the three feature maps, pixels of the input. */
  List<Integer> STRIDES = List.of(8, 16, 32);

  /** Five points a face: eyes, nose tip, mouth corners, the image's left first. */
  int POINT_NUMBERS = 10;

  /** How pixels go in. */
  Planes planes();

  /** Intersection over union above which two answers are one face. */
  float overlap();

  /** Why the outputs for an input of this size are not of this layout; empty if they are. */
  Optional<String> misfit(List<Output> outputs, int width, int height);

  /**
   * Reads outputs that fit.
   *
   * @return faces scoring at least the threshold, many a face, input pixels
   */
  List<Detection> decode(List<Output> outputs, int width, int height, float threshold);

  /** Rows of an output: all its dimensions but the last, multiplied. */
  static long rows(Output output) {
    long rows = 1;
    for (int i = 0; i < output.shape().size() - 1; i++) {
      rows *= output.shape().get(i);
    }
    return rows;
  }

  /** Numbers in a row of an output. */
  static long columns(Output output) {
    return output.shape().isEmpty() ? 0 : output.shape().getLast();
  }

  /** What outputs there are, for a message: {@code name[1, 80, 4], ...}. */
  static String list(List<Output> outputs) {
    return outputs.isEmpty()
        ? "none"
        : String.join(
            ", ", outputs.stream().map(output -> output.name() + output.shape()).toList());
  }
}
