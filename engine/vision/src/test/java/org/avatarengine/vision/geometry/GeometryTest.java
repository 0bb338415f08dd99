package org.avatarengine.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeometryTest {

  private static final Random RANDOM = new Random(7);

  @Test
  void shouldReturnToItsPointWhenAnAffineMapIsInverted() {
    for (int i = 0; i < 200; i++) {
      // Given
      var map =
          Affine.turnedSquare(
              point(), 1 + 500 * RANDOM.nextDouble(), 6 * RANDOM.nextDouble() - 3, 192);
      var p = point();

      // When
      var back = map.then(map.inverse()).apply(p);

      // Then
      assertThat(back.distanceTo(p)).isLessThan(0.01f);
    }
  }

  @Test
  void shouldFindTheSimilarityWhenPointsWereMovedByOne() {
    for (int i = 0; i < 200; i++) {
      // Given
      double angle = 6 * RANDOM.nextDouble() - 3;
      double scale = 0.1 + 5 * RANDOM.nextDouble();
      var truth =
          new Affine(
              scale * Math.cos(angle),
              -scale * Math.sin(angle),
              RANDOM.nextInt(900),
              scale * Math.sin(angle),
              scale * Math.cos(angle),
              RANDOM.nextInt(900));
      var from = List.of(point(), point(), point(), point(), point());

      // When
      var found = Affine.similarity(from, from.stream().map(truth::apply).toList());

      // Then
      assertThat(found.a()).isCloseTo(truth.a(), within(1e-3));
      assertThat(found.d()).isCloseTo(truth.d(), within(1e-3));
      assertThat(found.apply(10, 20).distanceTo(truth.apply(10, 20))).isLessThan(0.2f);
    }
  }

  @Test
  void shouldRefuseWhenSimilarityHasNothingToHoldOn() {
    // Given
    var same = List.of(new Point(3, 3), new Point(3, 3));

    // When
    // Then
    assertThatThrownBy(() -> Affine.similarity(same, same))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldTurnClockwiseWhenAngleIsPositive() {
    // Given a square turned by a quarter: its right edge's middle is the picture's lower one
    var map = Affine.turnedSquare(new Point(50, 50), 20, Math.PI / 2, 10);

    // When
    var p = map.apply(10, 5);

    // Then
    assertThat(p.distanceTo(new Point(50, 60))).isLessThan(0.01f);
  }

  @Test
  void shouldCentreThePictureWhenLetterboxed() {
    // Given
    var box = new Letterbox(1000, 500, 512);

    // When
    var corner = box.toPicture().apply(0, 128);
    var end = box.toPicture().apply(512, 384);

    // Then
    assertThat(corner.distanceTo(new Point(0, 0))).isLessThan(0.01f);
    assertThat(end.distanceTo(new Point(1000, 500))).isLessThan(0.01f);
    assertThat(List.of(box.left(), box.top(), box.right(), box.bottom()))
        .containsExactly(0, 128, 512, 384);
  }

  @Test
  void shouldMeasureOverlapWhenBoxesMeet() {
    // Given
    var a = new Box(0, 0, 10, 10);
    var b = new Box(5, 0, 15, 10);
    var far = new Box(50, 50, 60, 60);

    // When
    float overlap = a.iou(b);

    // Then
    assertThat(overlap).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(a.iou(a)).isEqualTo(1);
    assertThat(a.iou(far)).isZero();
    assertThat(new Box(-5, -5, 20, 8).clampedTo(10, 10)).isEqualTo(new Box(0, 0, 10, 8));
  }

  private static Point point() {
    return new Point(RANDOM.nextFloat() * 1000, RANDOM.nextFloat() * 1000);
  }
}
