package org.avatarengine.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.avatarengine.vision.geometry.Letterbox;
import org.avatarengine.vision.image.RgbRaster;
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
