package org.avatarengine.modelzoo.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.avatarengine.modelzoo.ModelId;

/**
 * How far an output may be from TFLite's. Both runtimes compute in 32-bit floats but add in
 * different orders; the bounds are three to ten times the greatest difference that was measured.
 */
sealed interface Tolerance {
  void check(float[] expected, float[] actual);

  /** Every element within a distance, in the output's own unit. */
  record Absolute(double bound) implements Tolerance {
    @Override
    public void check(float[] expected, float[] actual) {
      double worst = 0;
      for (int i = 0; i < expected.length; i++) {
        worst = Math.max(worst, distance(expected[i], actual[i]));
      }
      assertThat(worst).isLessThanOrEqualTo(bound);
    }
  }

  /**
   * A mask of unbounded logits: near as probabilities, and near in proportion to the greatest
   * logit, which on these models is over a thousand.
   */
  record Logits(double ofGreatest, double ofProbability) implements Tolerance {
    @Override
    public void check(float[] expected, float[] actual) {
      double greatest = 0;
      double worst = 0;
      double worstProbability = 0;
      for (int i = 0; i < expected.length; i++) {
        greatest = Math.max(greatest, Math.abs(expected[i]));
        worst = Math.max(worst, distance(expected[i], actual[i]));
        worstProbability =
            Math.max(worstProbability, distance(probability(expected[i]), probability(actual[i])));
      }
      assertThat(worst).isLessThanOrEqualTo(ofGreatest * greatest);
      assertThat(worstProbability).isLessThanOrEqualTo(ofProbability);
    }

    private static double probability(float logit) {
      return 1 / (1 + Math.exp(-logit));
    }
  }

  /** The bound for one output. */
  static Tolerance of(ModelId id, String output) {
    return switch (id) {
      case FACE_DETECTION_SHORT_RANGE, FACE_DETECTION_FULL_RANGE, FACE_LANDMARKS ->
          new Absolute(5e-4);
      case POSE_DETECTION -> new Absolute(4e-3);
      case POSE_LANDMARKS_LITE, POSE_LANDMARKS_FULL, POSE_LANDMARKS_HEAVY -> ofPose(output);
      case SELFIE_SEGMENTATION -> new Absolute(5e-4);
    };
  }

  private static Tolerance ofPose(String output) {
    return switch (output) {
      case "Identity" -> new Absolute(3e-2); // pixels of 256, and logits of visibility
      case "Identity_1" -> new Absolute(1e-4); // probability of a pose
      case "Identity_2" -> new Logits(2e-3, 8e-3); // person mask
      case "Identity_3" -> new Absolute(1e-2); // heat map
      case "Identity_4" -> new Absolute(3e-4); // metres
      default -> throw new IllegalArgumentException("no bound is set for " + output);
    };
  }

  private static double distance(double expected, double actual) {
    double distance = Math.abs(expected - actual);
    // NaN would compare as near everything.
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }
}
