package org.avatarengine.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.avatarengine.vision.geometry.Affine;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.junit.jupiter.api.Test;

class BlazeFaceTest {

  @Test
  void shouldLayOutAnchorsAsTheModelsWereTrainedWhenGridsAreMade() {
    // Given
    int[] strides = {8, 16, 16, 16};

    // When
    var shortRange = Anchors.grid(128, strides, 2);
    var fullRange = Anchors.grid(192, new int[] {4}, 1);

    // Then two a cell on 16 x 16 cells, then six a cell on 8 x 8
    assertThat(shortRange.count()).isEqualTo(896);
    assertThat(shortRange.x(0)).isEqualTo(0.5f / 16);
    assertThat(shortRange.x(1)).isEqualTo(0.5f / 16);
    assertThat(shortRange.x(2)).isEqualTo(1.5f / 16);
    assertThat(shortRange.y(32)).isEqualTo(1.5f / 16);
    assertThat(shortRange.x(512)).isEqualTo(0.5f / 8);
    assertThat(shortRange.x(517)).isEqualTo(0.5f / 8);
    assertThat(shortRange.x(518)).isEqualTo(1.5f / 8);
    assertThat(shortRange.y(895)).isEqualTo(7.5f / 8);
    assertThat(fullRange.count()).isEqualTo(2304);
    assertThat(fullRange.x(2303)).isEqualTo(47.5f / 48);
    assertThat(fullRange.y(47)).isEqualTo(0.5f / 48);
  }

  @Test
  void shouldReadBoxAndPointsFromItsAnchorWhenDecoding() {
    // Given one confident anchor in the second row
    var anchors = Anchors.grid(192, new int[] {4}, 1);
    float[] numbers = new float[2304 * 16];
    float[] logits = new float[2304];
    Arrays.fill(logits, -200);
    int index = 48 + 10;
    logits[index] = 2;
    float[] answer = {3, -1, 40, 50, -10, -8, 10, -8, 0, 0, 0, 10, -20, 0, 20, 0};
    System.arraycopy(answer, 0, numbers, index * 16, 16);

    // When
    var found = BlazeFace.decode(anchors, 192, numbers, logits, 0.5f);

    // Then
    assertThat(found).hasSize(1);
    var face = found.getFirst();
    assertThat(face.score()).isCloseTo(0.8808f, within(1e-3f));
    assertThat(face.box().centre()).isEqualTo(new Point(42 + 3, 6 - 1));
    assertThat(face.box().width()).isEqualTo(40);
    assertThat(face.keyPoints().get(1)).isEqualTo(new Point(52, -2));
  }

  @Test
  void shouldAverageByScoreWhenDetectionsOverlap() {
    // Given two views of one face and another face
    var found =
        List.of(
            face(new Box(0, 0, 100, 100), 0.6f),
            face(new Box(10, 10, 110, 110), 0.9f),
            face(new Box(300, 300, 400, 400), 0.7f));

    // When
    var kept = NonMaximumSuppression.weighted(found);

    // Then
    assertThat(kept).hasSize(2);
    assertThat(kept.getFirst().score()).isEqualTo(0.9f);
    assertThat(kept.getFirst().box().x1()).isCloseTo(6, within(0.01f));
    assertThat(kept.getFirst().keyPoints().getFirst().x()).isCloseTo(6, within(0.01f));
    assertThat(kept.get(1).score()).isEqualTo(0.7f);
  }

  @Test
  void shouldKeepTheBestWhenATileCutAFace() {
    // Given a face and its half as a tile saw it
    var whole = face(new Box(100, 100, 200, 200), 0.9f);
    var half = face(new Box(150, 120, 200, 190), 0.6f);

    // When
    var kept = NonMaximumSuppression.best(List.of(half, whole));

    // Then
    assertThat(kept).containsExactly(whole);
  }

  @Test
  void shouldCoverTheSpanWithOverlapWhenTilesAreLaid() {
    for (int span = 1; span <= 640; span += 13) {
      // Given
      int from = 640 - span;

      // When
      var starts = FaceDetector.tileStarts(from, 640);

      // Then
      assertThat(starts.getFirst()).isLessThanOrEqualTo(from);
      assertThat(starts.getLast() + 256).isGreaterThanOrEqualTo(640);
      for (int i = 1; i < starts.size(); i++) {
        assertThat(starts.get(i) - starts.get(i - 1)).isLessThanOrEqualTo(192);
      }
    }
  }

  @Test
  void shouldMeasureRollClockwiseWhenEyesAreTilted() {
    // Given
    var points = new ArrayList<>(Collections.nCopies(6, new Point(0, 0)));
    points.set(1, new Point(10, 10));
    var face = new Detection(new Box(0, 0, 20, 20), points, 0.9f);

    // When
    double roll = face.under(Affine.scale(3)).roll();

    // Then
    assertThat(Math.toDegrees(roll)).isCloseTo(45, within(0.001));
  }

  private static Detection face(Box box, float score) {
    return new Detection(box, Collections.nCopies(6, new Point(box.x1(), box.y1())), score);
  }
}
