package org.avatarengine.vision.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FaceExpressionTest {

  @Test
  void shouldPutLengthsOverOneAnotherWhenEyesAndMouthAreOpen() {
    // Given eyes 40 wide, 12 and 4 open, the left one upright, and a mouth 50 wide, 25 open
    float[] xyz = new float[FaceMesh.POINTS * 3];
    put(xyz, 33, 100, 100);
    put(xyz, 133, 140, 100);
    put(xyz, 159, 120, 94);
    put(xyz, 145, 120, 106);
    put(xyz, 362, 200, 100);
    put(xyz, 263, 200, 140);
    put(xyz, 386, 198, 120);
    put(xyz, 374, 202, 120);
    put(xyz, 78, 130, 200);
    put(xyz, 308, 180, 200);
    put(xyz, 13, 155, 190);
    put(xyz, 14, 155, 215);

    // When
    var expression = FaceExpression.of(new FaceMesh(xyz));

    // Then
    assertThat(expression.eyeOpenness().get(0)).isCloseTo(0.3, within(1e-6));
    assertThat(expression.eyeOpenness().get(1)).isCloseTo(0.1, within(1e-6));
    assertThat(expression.mouthOpenness()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void shouldBeShutWhenTheMeshHasNoExtent() {
    // Given
    var mesh = new FaceMesh(new float[FaceMesh.POINTS * 3]);

    // When
    var expression = FaceExpression.of(mesh);

    // Then
    assertThat(expression.mouthOpenness()).isZero();
    assertThat(expression.eyeOpenness()).containsExactly(0.0, 0.0);
  }

  private static void put(float[] xyz, int index, float x, float y) {
    xyz[3 * index] = x;
    xyz[3 * index + 1] = y;
  }
}
