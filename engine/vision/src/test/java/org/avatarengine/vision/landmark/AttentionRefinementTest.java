package org.avatarengine.vision.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.junit.jupiter.api.Test;

class AttentionRefinementTest {

  @Test
  void shouldReplaceOnlyWhatWasRefinedWhenMerging() {
    // Given a mesh of zeros with depth 7, and close looks that count up
    var outputs = outputs();

    // When
    float[] xyz = AttentionRefinement.apply(outputs);

    // Then the first lip point is 61, the last eye points are 193 and 417, all keep their depth
    assertThat(xyz[61 * 3]).isEqualTo(1000);
    assertThat(xyz[61 * 3 + 2]).isEqualTo(7);
    assertThat(xyz[407 * 3 + 1]).isEqualTo(1000 + 159);
    assertThat(xyz[33 * 3]).isEqualTo(2000);
    assertThat(xyz[193 * 3]).isEqualTo(2000 + 140);
    assertThat(xyz[263 * 3]).isEqualTo(3000);
    assertThat(xyz[417 * 3]).isEqualTo(3000 + 140);
    assertThat(xyz[1 * 3]).isZero();
    assertThat(xyz[152 * 3]).isZero();
  }

  @Test
  void shouldPutIrisesBehindTheMeshAtLidDepthWhenMerging() {
    // Given
    var outputs = outputs();

    // When
    float[] xyz = AttentionRefinement.apply(outputs);

    // Then
    assertThat(xyz[468 * 3]).isEqualTo(4000);
    assertThat(xyz[472 * 3 + 1]).isEqualTo(4009);
    assertThat(xyz[473 * 3]).isEqualTo(5000);
    assertThat(xyz[468 * 3 + 2]).isEqualTo(7);
  }

  @Test
  void shouldSayWhatIsMissingWhenAModelLacksAnOutput() {
    // Given
    var outputs = outputs();
    outputs.remove("output_lips");

    // When
    // Then
    assertThatThrownBy(() -> AttentionRefinement.apply(outputs))
        .hasMessageContaining("output_lips");
  }

  @Test
  void shouldNameEachPointOnceWhenContoursAreDrawn() {
    // Given
    int[][] contours = MeshTopology.contours();

    // When
    var oval = new HashSet<Integer>();
    for (int index : MeshTopology.oval()) {
      oval.add(index);
    }

    // Then
    assertThat(oval).hasSize(36);
    assertThat(contours).hasNumberOfRows(9);
    for (int[] contour : contours) {
      assertThat(contour).doesNotHaveDuplicates();
      for (int index : contour) {
        assertThat(index).isBetween(0, FaceMesh.POINTS - 1);
      }
    }
  }

  @Test
  void shouldLookAgainOnlyWhenRegionsDiffer() {
    // Given
    var points = new ArrayList<>(Collections.nCopies(6, new Point(0, 0)));
    points.set(1, new Point(10, 0));
    var region = FaceRegion.of(new Detection(new Box(100, 100, 200, 200), points, 0.9f));

    // When
    var moved = new FaceRegion(new Point(175, 150), region.side(), 0);
    var turned = new FaceRegion(region.centre(), region.side(), Math.toRadians(20));
    var grown = new FaceRegion(region.centre(), region.side() * 1.6, 0);
    var alike =
        new FaceRegion(new Point(155, 150), region.side() * 1.15, 2 * Math.PI + Math.toRadians(8));

    // Then
    assertThat(region.side()).isEqualTo(150);
    assertThat(alike.isNear(region)).isTrue();
    assertThat(moved.isNear(region)).isFalse();
    assertThat(turned.isNear(region)).isFalse();
    assertThat(grown.isNear(region)).isFalse();
  }

  private static Map<String, float[]> outputs() {
    float[] mesh = new float[468 * 3];
    for (int i = 0; i < 468; i++) {
      mesh[i * 3 + 2] = 7;
    }
    var outputs = new HashMap<String, float[]>();
    outputs.put("output_mesh_identity", mesh);
    outputs.put("output_lips", counting(1000, 160));
    outputs.put("output_left_eye", counting(2000, 142));
    outputs.put("output_right_eye", counting(3000, 142));
    outputs.put("output_left_iris", counting(4000, 10));
    outputs.put("output_right_iris", counting(5000, 10));
    return outputs;
  }

  private static float[] counting(int from, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = from + i;
    }
    return numbers;
  }
}
