package org.avatarengine.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.quality.FaceValidator.Findings;
import org.junit.jupiter.api.Test;

class FaceValidatorTest {

  private static final Box LARGE = new Box(0, 0, 64, 64);

  private final FaceValidator validator = FaceValidator.standard();

  @Test
  void shouldRejectWithEveryReasonWhenSeveralApply() {
    // Given
    var found = photo(new Box(0, 0, 40, 50), 0.4, 20, quality(0.6, 0.5));

    // When
    var verdict = validator.validate(found);

    // Then
    assertThat(codes(verdict)).containsExactly("low-confidence", "face-too-small", "too-blurred");
  }

  @Test
  void shouldAcceptOnTheLimitsWhenNothingIsUnderThem() {
    // Given
    var found = photo(LARGE, 0.5, 50, quality(0.5, 0.3));

    // When
    var verdict = validator.validate(found);

    // Then
    assertThat(verdict).isEqualTo(new Verdict.Accepted(List.of()));
  }

  @Test
  void shouldWarnWhenAcceptedWithSeveralFacesInPoorLight() {
    // Given
    var found = new Findings(1, List.of(LARGE), 0.9, false, 90, 2, quality(0.4, 0.2));

    // When
    var verdict = validator.validate(found);

    // Then
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted -> {
              assertThat(accepted.warnings().stream().map(w -> w.code().code()))
                  .containsExactly("several-faces", "poor-lighting", "low-quality");
              assertThat(accepted.warnings().get(1).message()).contains("Turn to the light");
            });
  }

  @Test
  void shouldRejectAndCountWhenTheFaceIsSmallInAnyFrame() {
    // Given
    var small = new Box(0, 0, 63, 90);
    var found =
        new Findings(9, List.of(LARGE, small, LARGE, small), 0.9, false, 90, 1, quality(0.9, 0.9));

    // When
    var verdict = validator.validate(found);

    // Then
    assertThat(codes(verdict)).containsExactly("face-too-small");
    assertThat(messages(verdict).getFirst()).contains("2 of the 4 frames", "63 pixels", "64");
  }

  @Test
  void shouldSaySoWhenOnlyALessStrictSearchFoundTheFace() {
    // Given
    var found = new Findings(1, List.of(LARGE), 0.4, true, 90, 1, quality(0.6, 0.9));

    // When
    var verdict = validator.validate(found);

    // Then
    assertThat(codes(verdict)).containsExactly("low-confidence");
    assertThat(messages(verdict).getFirst()).contains("40 %", "50 %", "less strict");
  }

  @Test
  void shouldSpeakOfAClipWhenFramesWereSeveral() {
    // Given
    var found = new Findings(5, List.of(LARGE), 0.9, false, 10, 1, quality(0.6, 0.9));

    // When
    var verdict = validator.validate(found);

    // Then
    assertThat(messages(verdict)).singleElement().asString().contains("clip").contains("10; 50");
  }

  @Test
  void shouldTellNothingFromUnclearWhenThereAreNoLandmarks() {
    // Given
    var detection = new Detection(new Box(0, 0, 90, 90), sixPoints(), 0.8f);
    var profile = new DetectedFace(detection, 0, Optional.empty());

    // When
    var none = validator.withoutLandmarks(List.of(), 1);
    var unclear = validator.withoutLandmarks(List.of(profile), 1);

    // Then
    assertThat(codes(none)).containsExactly("no-face");
    assertThat(codes(unclear)).containsExactly("low-confidence");
  }

  @Test
  void shouldRefuseFindingsWhenNoFrameShowsTheFace() {
    // Given
    var nothing = List.<Box>of();

    // When
    // Then
    assertThatThrownBy(() -> new Findings(3, nothing, 1, false, 1, 1, quality(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Findings photo(
      Box box, double confidence, double sharpness, QualityAssessment quality) {
    return new Findings(1, List.of(box), confidence, false, sharpness, 1, quality);
  }

  private static List<Point> sixPoints() {
    return Collections.nCopies(6, new Point(1, 1));
  }

  private static List<String> codes(Verdict verdict) {
    return reasons(verdict).stream().map(reason -> reason.code().code()).toList();
  }

  private static List<String> messages(Verdict verdict) {
    return reasons(verdict).stream().map(Reason::message).toList();
  }

  private static List<Reason> reasons(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> List.of();
      case Verdict.Rejected rejected -> rejected.reasons();
    };
  }

  private static QualityAssessment quality(double overall, double lighting) {
    return new QualityAssessment(
        overall,
        QualityGrade.of(overall),
        new QualityScores(1, 1, 1, lighting, 1, 1),
        List.of(),
        List.of(),
        overall >= 0.5);
  }
}
