package org.avatarengine.vision.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectionSettings;
import org.avatarengine.vision.detect.DetectorSlot;
import org.avatarengine.vision.frame.ClipInfo;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.FrameSourceException;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.quality.Verdict;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.SkinTone;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How an analysis of a clip runs: progress, cancelling, memory, fallbacks. */
class ClipCourseTest {

  private static final int SIDE = 480;
  private static final Style SCENE = new Style(1_400, SIDE, SkinTone.LIGHT, 220, 0, 0, 1, 1);

  /** A threshold between the drawn face's score when sharp, 0.90, and when blurred, 0.81. */
  private static final AnalysisSettings BETWEEN =
      new AnalysisSettings(new DetectionSettings(640, true, 0.86f), false, 8, 0.3f, false);

  private static FaceAnalyzer analyzer;
  private static BufferedImage scene;

  @BeforeAll
  static void open() {
    analyzer =
        FaceAnalyzer.open(ModelCatalogue.bundled(), new DetectorSlot.BlazeFace(), Accelerator.CPU);
    scene = DrawnPortrait.draw(SCENE);
  }

  @AfterAll
  static void close() {
    analyzer.close();
  }

  /** The person, this far right of the frame's middle. */
  private static BufferedImage person(int right) {
    return DrawnClip.window(scene, (SCENE.width() - SIDE) / 2 - right, 0, SIDE, SIDE);
  }

  @Test
  void shouldMarkTheResultWhenOnlyARelaxedSearchFindsTheFace() {
    // Given a threshold that the drawn face does not reach
    var strict = new AnalysisSettings(new DetectionSettings(640, true, 0.99f), true, 8, 0.3f, true);
    var photo = UprightImage.of(RgbRaster.ofIntRgb(person(0)));

    // When
    var still = analyzer.analyze(FrameSource.of(photo), strict, StageListener.none());
    var clip = analyze(new DrawnClip(6, i -> person(i)), strict);

    // Then
    assertThat(still.primary()).isPresent();
    assertThat(still.degraded())
        .extracting(Degradation::code)
        .containsExactly(Degradation.Code.RELAXED_DETECTION);
    assertThat(clip.primary().orElseThrow().frames()).hasSize(6);
    assertThat(clip.degraded().getFirst().message()).contains("6 of 6");
  }

  @Test
  void shouldMarkTheResultWhenTheClipBreaksOff() {
    // Given
    var clip = new DrawnClip(5, i -> person(i), false);

    // When
    var analysis = analyze(clip);

    // Then
    assertThat(analysis.degraded())
        .extracting(d -> d.code().code())
        .containsExactly("incomplete-clip");
    assertThat(analysis.degraded().getFirst().message()).contains("5 frames");
  }

  @Test
  void shouldTellOfEachFrameWhenListenedTo() {
    // Given
    var heard = new ArrayList<String>();
    var listener =
        new StageListener() {
          @Override
          public void finished(Stage stage, Duration took) {
            heard.add(stage.label());
          }

          @Override
          public void framesDone(int done, int of) {
            heard.add(done + "/" + of);
          }
        };

    // When
    analyzer.analyze(new DrawnClip(2, i -> person(i)), AnalysisSettings.fast(), listener);

    // Then
    assertThat(heard)
        .containsExactly(
            "decode",
            "detect",
            "landmarks",
            "crop",
            "mask",
            "quality",
            "1/4",
            "decode",
            "detect",
            "landmarks",
            "crop",
            "mask",
            "quality",
            "4/4",
            "decode",
            "quality",
            "overlay");
  }

  @Test
  void shouldStopBetweenFramesWhenTheListenerThrows() {
    // Given
    var clip = new DrawnClip(50, i -> person(i));
    var listener =
        new StageListener() {
          @Override
          public void finished(Stage stage, Duration took) {}

          @Override
          public void framesDone(int done, int of) {
            if (done > 6) {
              throw new CancellationException("cancelled");
            }
          }
        };

    // When
    // Then the source is left to its owner
    assertThatThrownBy(() -> analyzer.analyze(clip, AnalysisSettings.fast(), listener))
        .isInstanceOf(CancellationException.class);
    assertThat(clip.given()).isEqualTo(3);
    assertThat(clip.isClosed()).isFalse();
  }

  @Test
  void shouldFailTheAttemptWhenASourceGivesNothing() {
    // Given
    FrameSource empty =
        new FrameSource() {
          @Override
          public ClipInfo info() {
            return new ClipInfo(10, 10, Duration.ofSeconds(1), 10, 10);
          }

          @Override
          public Optional<Frame> next() {
            return Optional.empty();
          }

          @Override
          public boolean complete() {
            return false;
          }

          @Override
          public void close() {}
        };

    // When
    // Then
    assertThatThrownBy(() -> analyzer.analyze(empty, AnalysisSettings.fast(), StageListener.none()))
        .isInstanceOf(FrameSourceException.class);
  }

  @Test
  void shouldLetPicturesGoWhenTheClipIsLong() {
    // Given a clip that counts at its end which of its pictures are still held
    long[] held = new long[1];
    var clips = new DrawnClip[1];
    clips[0] =
        new DrawnClip(
            40,
            i -> {
              if (i == 39) {
                held[0] = clips[0].held();
              }
              return person(i);
            });

    // When
    var analysis = analyze(clips[0], AnalysisSettings.fast());

    // Then the best eight and the one before
    assertThat(analysis.primary().orElseThrow().frames()).hasSize(40);
    assertThat(held[0]).isBetween(8L, 9L);
  }

  @Test
  void shouldDrawNoOverlayWhenNoneIsWanted() {
    // Given
    var clip = new DrawnClip(3, i -> person(i));

    // When
    var analysis = analyze(clip, AnalysisSettings.quality().withoutOverlay());

    // Then
    assertThat(analysis.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(analysis.primary().orElseThrow().overlayPng()).isEmpty();
    assertThat(analysis.timings()).doesNotContainKey(Stage.OVERLAY);
  }

  @Test
  void shouldLeaveOutWhatTheRelaxedSearchFoundWhenMostFramesShowTheFace() {
    // Given three frames of nine so blurred that the face scores under the threshold
    var clip = new DrawnClip(9, i -> portrait(i % 3 == 1));

    // When
    var analysis = analyze(clip, BETWEEN);

    // Then
    assertThat(frames(analysis)).containsExactly(0, 6, 9, 15, 18, 24);
    assertThat(analysis.degraded()).isEmpty();
    assertThat(analysis.framesSeen()).isEqualTo(9);
  }

  @Test
  void shouldCountWhatTheRelaxedSearchFoundWhenFewFramesShowTheFace() {
    // Given six frames of nine so blurred that the face scores under the threshold
    var clip = new DrawnClip(9, i -> portrait(i % 3 != 1));

    // When
    var analysis = analyze(clip, BETWEEN);

    // Then
    assertThat(frames(analysis)).hasSize(9);
    assertThat(analysis.degraded().getFirst().message()).contains("6 of 9");
  }

  private static BufferedImage portrait(boolean blurred) {
    var style = Style.standard().withSize(400, 400);
    return DrawnPortrait.draw(blurred ? style.withBlur(8) : style);
  }

  private static List<Integer> frames(FaceAnalysis analysis) {
    return analysis.primary().orElseThrow().frames().stream().map(TrackedFace::frame).toList();
  }

  private static FaceAnalysis analyze(DrawnClip clip) {
    return analyze(clip, AnalysisSettings.quality());
  }

  private static FaceAnalysis analyze(DrawnClip clip, AnalysisSettings settings) {
    return analyzer.analyze(clip, settings, StageListener.none());
  }
}
