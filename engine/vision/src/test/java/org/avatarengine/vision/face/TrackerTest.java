package org.avatarengine.vision.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.avatarengine.vision.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boxes alone: who is who, and how steady. */
class TrackerTest {

  private final Tracker tracker = new Tracker();

  private static Box at(float x) {
    return Box.around(x, 100, 100, 100);
  }

  @Test
  void shouldKeepFacesApartWhenTheyMoveSideBySide() {
    // Given
    var first = tracker.link(0, List.of(at(100), at(300)));

    // When the order of the detector's answers changes
    var second = tracker.link(1, List.of(at(290), at(115)));

    // Then
    assertThat(second).containsExactly(first.get(1), first.get(0));
    assertThat(tracker.tracks()).hasSize(2);
  }

  @Test
  void shouldLinkTheNearestWhenSeveralOverlap() {
    // Given
    var first = tracker.link(0, List.of(at(100), at(140)));

    // When both have moved right
    var second = tracker.link(1, List.of(at(135), at(175)));

    // Then the pair that overlaps most is linked first, and no track takes two faces
    assertThat(second.get(0)).isSameAs(first.get(1));
    assertThat(second.get(1)).isNotSameAs(first.get(1));
  }

  @ParameterizedTest
  @CsvSource({"1,true", "16,true", "17,false"})
  void shouldKnowTheFaceAgainWhenItWasGoneForAWhile(int look, boolean same) {
    // Given
    var before = tracker.link(0, List.of(at(100))).getFirst();

    // When
    var after = tracker.link(look, List.of(at(110))).getFirst();

    // Then
    assertThat(after == before).isEqualTo(same);
  }

  @Test
  void shouldBeginAnewWhenBoxesHardlyOverlap() {
    // Given
    var before = tracker.link(0, List.of(at(100))).getFirst();

    // When
    var after = tracker.link(1, List.of(at(160))).getFirst();

    // Then
    assertThat(after).isNotSameAs(before);
  }

  @Test
  void shouldBeFullySteadyWhenTheBoxMovesByATenthOfItself() {
    // Given
    var boxes = List.of(at(100), at(110), at(120), at(111));

    // When
    double consistency = FaceTrack.consistency(boxes, 4);

    // Then
    assertThat(consistency).isEqualTo(1);
  }

  @Test
  void shouldBeOneWhenThereIsOneFrame() {
    // Given
    var box = List.of(at(100));

    // When
    double photo = FaceTrack.consistency(box, 1);
    double oneOfFour = FaceTrack.consistency(box, 4);

    // Then
    assertThat(photo).isEqualTo(1);
    assertThat(oneOfFour).isEqualTo(0.25);
  }

  @Test
  void shouldFallWhenTheBoxLeapsFarther() {
    // Given
    var scores = new ArrayList<Double>();

    // When
    for (int leap = 0; leap <= 100; leap += 10) {
      scores.add(FaceTrack.consistency(List.of(at(200), at(200 + leap), at(200)), 3));
    }

    // Then
    assertThat(scores).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(scores.getFirst()).isEqualTo(1);
    assertThat(scores.get(5)).isCloseTo(1 / 3.0 / 0.8, within(1e-6));
    assertThat(scores.getLast()).isZero();
  }

  @Test
  void shouldFallWhenTheBoxPulses() {
    // Given
    var small = Box.around(100, 100, 60, 60);
    var large = Box.around(100, 100, 100, 100);

    // When
    double consistency = FaceTrack.consistency(List.of(small, large, small, large), 4);

    // Then
    assertThat(consistency).isCloseTo(0.36 / 0.8, within(1e-6));
  }

  @Test
  void shouldFallWhenTheFaceIsMissedMoreOften() {
    // Given
    var boxes = Collections.nCopies(6, at(100));
    var scores = new ArrayList<Double>();

    // When
    for (int seen = 6; seen <= 30; seen += 6) {
      scores.add(FaceTrack.consistency(boxes, seen));
    }

    // Then
    assertThat(scores).containsExactly(1.0, 0.5, 6 / 18.0, 0.25, 0.2);
  }
}
