package org.avatarengine.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMesh;
import org.junit.jupiter.api.Test;

class QualityTest {

  @Test
  void shouldWeighTheSixScoresAsRequiredWhenSummed() {
    // Given
    var detectionOnly = new QualityScores(1, 0, 0, 0, 0, 0);
    var all = new QualityScores(1, 1, 1, 1, 1, 1);
    var mixed = new QualityScores(0.9, 1, 0.4, 0.7, 0.95, 0.5);

    // When
    double overall = mixed.overall();

    // Then
    assertThat(detectionOnly.overall()).isCloseTo(0.3, within(1e-9));
    assertThat(all.overall()).isCloseTo(1, within(1e-9));
    assertThat(overall).isCloseTo(0.27 + 0.2 + 0.08 + 0.105 + 0.095 + 0.025, within(1e-9));
    assertThat(mixed.asMap().keySet())
        .containsExactly(
            "faceDetection",
            "faceConsistency",
            "imageClarity",
            "lightingQuality",
            "faceOrientation",
            "resolutionAdequacy");
  }

  @Test
  void shouldGradeByTheThresholdsWhenScoreLiesOnThem() {
    // Given
    double[] scores = {0.9, 0.7, 0.5, 0.3, 0.29};

    // When
    var labels = Arrays.stream(scores).mapToObj(s -> QualityGrade.of(s).label()).toList();

    // Then
    assertThat(labels).containsExactly("excellent", "good", "acceptable", "poor", "rejected");
  }

  @Test
  void shouldMeasureTheLaplacianWhenThereIsOneBrightPixel() {
    // Given 10 x 10 black with one white pixel: one -1020 and four 255 in 100
    byte[] rgb = new byte[300];
    for (int c = 0; c < 3; c++) {
      rgb[(5 * 10 + 5) * 3 + c] = (byte) 255;
    }

    // When
    var statistics = PictureStatistics.of(new RgbRaster(10, 10, rgb), new Letterbox(10, 10, 10));

    // Then
    assertThat(statistics.laplacianVariance())
        .isCloseTo((1020.0 * 1020 + 4 * 255 * 255) / 100, within(1e-6));
    assertThat(statistics.meanBrightness()).isCloseTo(0.01, within(1e-9));
  }

  @Test
  void shouldIgnoreTheBarsWhenALetterboxIsJudged() {
    // Given an even grey picture of 20 x 10 in a square of 20
    byte[] rgb = new byte[20 * 20 * 3];
    Arrays.fill(rgb, 5 * 20 * 3, 15 * 20 * 3, (byte) 153);

    // When
    var statistics = PictureStatistics.of(new RgbRaster(20, 20, rgb), new Letterbox(20, 10, 20));

    // Then
    assertThat(statistics.laplacianVariance()).isZero();
    assertThat(statistics.meanBrightness()).isCloseTo(0.6, within(1e-9));
    assertThat(FrameQuality.lighting(statistics)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void shouldReadTheAnglesWhenAHeadIsTurned() {
    // Given a flat head, turned by known angles around each axis in turn
    double angle = Math.toRadians(25);

    // When
    var straight = HeadPose.of(head(0, 0, 0));
    var yawed = HeadPose.of(head(angle, 0, 0));
    var pitched = HeadPose.of(head(0, angle, 0));
    var rolled = HeadPose.of(head(0, 0, angle));

    // Then
    assertThat(straight.yaw()).isCloseTo(0, within(0.01));
    assertThat(straight.pitch()).isCloseTo(0, within(0.01));
    assertThat(yawed.yaw()).isCloseTo(25, within(0.01));
    assertThat(pitched.pitch()).isCloseTo(25, within(0.01));
    assertThat(rolled.roll()).isCloseTo(25, within(0.01));
    assertThat(FrameQuality.orientation(straight)).isCloseTo(1, within(1e-6));
    assertThat(FrameQuality.orientation(yawed))
        .isCloseTo(Math.pow(Math.cos(angle), 2), within(1e-6));
  }

  @Test
  void shouldRejectWithEveryReasonWhenSeveralApply() {
    // Given
    var face = face(new Box(0, 0, 40, 50), 0.4f, true);

    // When
    var verdict = FaceValidator.standard().validate(List.of(face), face, quality(0.6, 0.5), 20);

    // Then
    assertThat(codes(verdict)).containsExactly("low-confidence", "face-too-small", "too-blurred");
  }

  @Test
  void shouldAcceptOnTheLimitsWhenNothingIsUnderThem() {
    // Given
    var face = face(new Box(0, 0, 64, 64), 0.5f, true);

    // When
    var verdict = FaceValidator.standard().validate(List.of(face), face, quality(0.6, 0.5), 50);

    // Then
    assertThat(verdict).isEqualTo(new Verdict.Accepted(List.of()));
  }

  @Test
  void shouldWarnWhenAcceptedWithSeveralFacesInPoorLight() {
    // Given
    var face = face(new Box(0, 0, 100, 100), 0.9f, true);
    var other = face(new Box(300, 0, 400, 100), 0.8f, true);

    // When
    var verdict =
        FaceValidator.standard().validate(List.of(face, other), face, quality(0.4, 0.2), 90);

    // Then
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(accepted.warnings().stream().map(w -> w.code().code()))
                    .containsExactly("several-faces", "poor-lighting", "low-quality"));
  }

  @Test
  void shouldTellNothingFromUnclearWhenThereAreNoLandmarks() {
    // Given
    var validator = FaceValidator.standard();
    var profile = face(new Box(0, 0, 90, 90), 0.8f, false);

    // When
    var none = validator.withoutLandmarks(List.of());
    var unclear = validator.withoutLandmarks(List.of(profile));

    // Then
    assertThat(codes(none)).containsExactly("no-face");
    assertThat(codes(unclear)).containsExactly("low-confidence");
  }

  private static List<String> codes(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> List.of();
      case Verdict.Rejected rejected ->
          rejected.reasons().stream().map(r -> r.code().code()).toList();
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

  private static DetectedFace face(Box box, float score, boolean seen) {
    var detection = new Detection(box, Collections.nCopies(6, new Point(1, 1)), score);
    return new DetectedFace(
        detection, seen ? 1 : 0, seen ? Optional.of(head(0, 0, 0)) : Optional.empty());
  }

  /** The four points that give a head's pose, turned by yaw (y), pitch (x) or roll (z). */
  private static FaceMesh head(double yaw, double pitch, double roll) {
    float[] xyz = new float[FaceMesh.POINTS * 3];
    double[][] points = {{234, -80, 0}, {454, 80, 0}, {10, 0, -100}, {152, 0, 100}};
    for (double[] p : points) {
      double x = p[1] * Math.cos(roll) - p[2] * Math.sin(roll);
      double y = p[1] * Math.sin(roll) + p[2] * Math.cos(roll);
      double z = 0;
      // Nose to the image's right: that cheek goes away from the camera.
      double x2 = x * Math.cos(yaw);
      double z2 = z + x * Math.sin(yaw);
      // Nose down: the chin goes away from the camera.
      double y2 = y * Math.cos(pitch);
      double z3 = z2 + y * Math.sin(pitch);
      int at = ((int) p[0]) * 3;
      xyz[at] = (float) (500 + x2);
      xyz[at + 1] = (float) (500 + y2);
      xyz[at + 2] = (float) z3;
    }
    return new FaceMesh(xyz);
  }
}
