package org.avatarengine.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMesh;
import org.junit.jupiter.api.Test;

class QualityAssessorTest {

  @Test
  void shouldAverageTheScoresWhenThereAreSeveralFrames() {
    // Given a sharp frame of 512 pixels and an even grey one of 256
    var sharp = FrameQuality.of(Edits.pyramid(noise(512)), face(0.9f, 0.1));
    var flat = FrameQuality.of(Edits.pyramid(even(256, 153)), face(0.9f, 0.1));

    // When
    var assessment = QualityAssessor.assess(List.of(sharp, flat), sharp, 0.8, 0.6, List.of());

    // Then
    var scores = assessment.scores();
    assertThat(sharp.clarity()).isEqualTo(1);
    assertThat(flat.clarity()).isZero();
    assertThat(scores.faceDetection()).isEqualTo(0.8);
    assertThat(scores.faceConsistency()).isEqualTo(0.6);
    assertThat(scores.imageClarity()).isCloseTo(0.5, within(1e-9));
    assertThat(scores.lightingQuality())
        .isCloseTo((sharp.lighting() + flat.lighting()) / 2, within(1e-9));
    assertThat(scores.resolutionAdequacy()).isCloseTo(0.75, within(1e-9));
    assertThat(assessment.overallScore()).isCloseTo(scores.overall(), within(1e-9));
    assertThat(assessment.processingReady()).isEqualTo(assessment.overallScore() >= 0.5);
  }

  @Test
  void shouldSayWhatToDoWhenFrameIsDarkSmallAndBlurred() {
    // Given
    var dark = FrameQuality.of(Edits.pyramid(even(200, 20)), face(0.6f, 0.1));

    // When
    var assessment = QualityAssessor.assess(List.of(dark), dark, 0.6, 0.5, List.of());

    // Then
    assertThat(assessment.recommendations())
        .containsExactly(
            "Show the whole face without hands, hair or a mask in front of it.",
            "Keep the face in the picture and move slowly.",
            "Use a sharper photo: hold the camera still and focus on the face.",
            "Turn to the light: take the photo in brighter, even light.",
            "Use a photo of at least 512 x 512 pixels.");
  }

  @Test
  void shouldRankTheFrameHigherWhenEyesAreOpenAndPictureIsSharp() {
    // Given
    var open = FrameQuality.of(Edits.pyramid(noise(512)), face(0.9f, 0.1));
    var shut = FrameQuality.of(Edits.pyramid(noise(512)), face(0.9f, 0));
    var blurred = FrameQuality.of(Edits.pyramid(even(512, 153)), face(0.9f, 0.1));

    // When
    double best = open.rank();

    // Then
    assertThat(best).isBetween(0.0, 1.0).isGreaterThan(shut.rank() + 0.1);
    assertThat(best).isGreaterThan(blurred.rank() + 0.1);
  }

  @Test
  void shouldRefuseWhenThereIsNoFrame() {
    // Given
    var frame = FrameQuality.of(Edits.pyramid(even(64, 100)), face(0.9f, 0.1));

    // When
    // Then
    assertThatThrownBy(() -> QualityAssessor.assess(List.of(), frame, 1, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAScoreWhenItIsNoneOrUnexplained() {
    // Given
    var reason = Optional.of("not-assessed: x");

    // When
    var absent = new QualityComponent("sharpness", -1, reason);

    // Then
    assertThat(absent.isAssessed()).isFalse();
    assertThatThrownBy(() -> new QualityComponent("sharpness", -1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new QualityComponent("sharpness", -2, reason))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new QualityComponent("sharpness", 101, reason))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BufferedImage even(int side, int grey) {
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(new Color(grey, grey, grey));
    g.fillRect(0, 0, side, side);
    g.dispose();
    return image;
  }

  private static BufferedImage noise(int side) {
    var image = even(side, 0);
    var random = new Random(5);
    for (int i = 0; i < side * side; i++) {
      image.setRGB(i % side, i / side, (70 + random.nextInt(170)) * 0x10101);
    }
    return image;
  }

  /** A face straight ahead, 200 pixels from eyes to chin, its lids as far open as said of that. */
  private static DetectedFace face(float score, double lids) {
    float[] xyz = new float[FaceMesh.POINTS * 3];
    double[][] points = {
      {234, -100, 50},
      {454, 100, 50},
      {10, 0, -100},
      {152, 0, 200},
      {33, -80, 0},
      {133, -30, 0},
      {362, 30, 0},
      {263, 80, 0},
      {159, -55, -100 * lids},
      {145, -55, 100 * lids},
      {386, 55, -100 * lids},
      {374, 55, 100 * lids}
    };
    for (double[] p : points) {
      int at = (int) p[0] * 3;
      xyz[at] = (float) (250 + p[1]);
      xyz[at + 1] = (float) (200 + p[2]);
    }
    var detection =
        new Detection(new Box(100, 100, 400, 400), Collections.nCopies(6, new Point(1, 1)), score);
    return new DetectedFace(detection, 1, Optional.of(new FaceMesh(xyz)));
  }
}
