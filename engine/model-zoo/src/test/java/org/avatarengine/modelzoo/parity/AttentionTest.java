package org.avatarengine.modelzoo.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the attention operators mean what they should, and not only the same on both sides. */
class AttentionTest {
  /** The first ten of the 80 lip points, by their number in the mesh: the lower outer edge. */
  private static final List<Integer> LOWER_LIP =
      List.of(61, 146, 91, 181, 84, 17, 314, 405, 321, 375);

  @ParameterizedTest
  @EnumSource(names = "RANDOM", mode = EnumSource.Mode.EXCLUDE)
  void shouldRefineLipsNearTheMeshWhenThereIsAFace(TestImage image) throws OrtException {
    // Given
    float[] input = face(image);

    // When
    Map<String, float[]> outputs = OnnxRun.run(ModelId.FACE_LANDMARKS, input);

    // Then
    assertThat(outputs.get("conv_faceflag")[0]).as("logit of a face").isGreaterThan(2);
    float[] mesh = outputs.get("output_mesh_identity");
    float[] lips = outputs.get("output_lips");
    for (int i = 0; i < LOWER_LIP.size(); i++) {
      assertThat(lips[2 * i]).isCloseTo(mesh[3 * LOWER_LIP.get(i)], within(6f));
      assertThat(lips[2 * i + 1]).isCloseTo(mesh[3 * LOWER_LIP.get(i) + 1], within(6f));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "RANDOM", mode = EnumSource.Mode.EXCLUDE)
  void shouldFindIrisesInsideTheEyesWhenThereIsAFace(TestImage image) throws OrtException {
    // Given
    float[] input = face(image);

    // When
    Map<String, float[]> outputs = OnnxRun.run(ModelId.FACE_LANDMARKS, input);

    // Then
    for (String side : List.of("left", "right")) {
      float[] eye = outputs.get("output_" + side + "_eye");
      float[] iris = outputs.get("output_" + side + "_iris");
      assertThat(iris[0]).isBetween(least(eye, 0), greatest(eye, 0));
      assertThat(iris[1]).isBetween(least(eye, 1), greatest(eye, 1));
    }
  }

  @Test
  void shouldCutTheWholeSquareWhenLandmarksAreLevel() {
    // Given: a box from (2, 2) to (6, 6), doubled, as a crop of 8 by 8
    float[] landmarks = {2, 2, 0, 6, 2, 0, 4, 6, 0};
    AttentionOperators.Crop crop = new AttentionOperators.Crop(0, 1, 8, 8, 2, 2, List.of(0, 1, 2));

    // When
    float[] matrix = AttentionOperators.landmarksToMatrix(landmarks, crop);

    // Then
    float[] identity = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    assertThat(matrix).containsExactly(identity, within(1e-6f));
  }

  @Test
  void shouldTurnTheCropWhenLandmarksStandUpright() {
    // Given: the second landmark straight below the first
    float[] landmarks = {4, 2, 0, 4, 6, 0, 2, 4, 0};
    AttentionOperators.Crop crop = new AttentionOperators.Crop(0, 1, 4, 4, 1, 1, List.of(0, 1, 2));

    // When
    float[] matrix = AttentionOperators.landmarksToMatrix(landmarks, crop);
    float[] corners = AttentionOperators.transformLandmarks(new float[] {0, 0, 4, 4}, matrix);

    // Then
    assertThat(corners).containsExactly(new float[] {4, 2, 2, 6}, within(1e-5f));
  }

  private static float[] face(TestImage image) {
    assumeTrue(image.isAvailable(), "no test photos on this machine");
    List<Integer> shape =
        ModelCatalogue.bundled().card(ModelId.FACE_LANDMARKS).inputs().get(0).shape();
    return image.input(ModelId.FACE_LANDMARKS, shape);
  }

  private static float least(float[] points, int axis) {
    float least = Float.POSITIVE_INFINITY;
    for (int i = axis; i < points.length; i += 2) {
      least = Math.min(least, points[i]);
    }
    return least;
  }

  private static float greatest(float[] points, int axis) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = axis; i < points.length; i += 2) {
      greatest = Math.max(greatest, points[i]);
    }
    return greatest;
  }
}
