package org.avatarengine.vision.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectorSlot;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.quality.Reason;
import org.avatarengine.vision.quality.Verdict;
import org.avatarengine.vision.quality.Warning;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.SkinTone;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole analyses of clips that are drawn. */
class ClipTest {

  private static final int SIDE = 480;
  private static final Style SCENE = new Style(1_400, SIDE, SkinTone.LIGHT, 220, 0, 0, 1, 1);

  private static FaceAnalyzer analyzer;
  private static BufferedImage scene;
  private static BufferedImage nobody;

  @BeforeAll
  static void open() {
    analyzer =
        FaceAnalyzer.open(ModelCatalogue.bundled(), new DetectorSlot.BlazeFace(), Accelerator.CPU);
    scene = DrawnPortrait.draw(SCENE);
    nobody = DrawnClip.nobody(SIDE, SIDE);
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
  void shouldFollowTheFaceWhenAPersonMovesSlowly() {
    // Given
    var clip = new DrawnClip(20, i -> person(6 * i - 60));

    // When
    var analysis = analyze(clip);

    // Then
    var track = analysis.primary().orElseThrow();
    assertThat(analysis.verdict()).isEqualTo(new Verdict.Accepted(List.of()));
    assertThat(analysis.framesSeen()).isEqualTo(20);
    assertThat(track.frames()).hasSize(20);
    assertThat(track.consistency()).isGreaterThan(0.98);
    assertThat(analysis.degraded()).isEmpty();
    var truth = DrawnPortrait.truth(SCENE);
    for (int i = 0; i < 20; i++) {
      TrackedFace seen = track.frames().get(i);
      assertThat(seen.frame()).isEqualTo(3 * i);
      assertThat(seen.time()).isEqualTo(Duration.ofMillis(100L * i));
      int shift = (SCENE.width() - SIDE) / 2 - (6 * i - 60);
      var eye = new Point(truth.leftEye().x() - shift, truth.leftEye().y());
      assertThat(seen.fivePoints().leftEye().distanceTo(eye)).isLessThan(8);
      var nose = seen.fivePoints().nose();
      assertThat(seen.mask().isSet((int) (nose.x() * 512 / SIDE), (int) (nose.y() * 512 / SIDE)))
          .isTrue();
    }
    assertThat(track.bestFace()).isSameAs(track.frames().get(track.best()));
    assertThat(track.overlayPng()).isPresent();
    assertThat(track.averageConfidence())
        .isCloseTo(
            track.frames().stream().mapToDouble(f -> f.face().confidence()).average().orElse(0),
            within(1e-9));
    assertThat(analysis.width()).isEqualTo(SIDE);
    assertThat(analysis.timings()).containsKeys(Stage.DECODE, Stage.DETECT, Stage.OVERLAY);
  }

  @Test
  void shouldStaySteadyWhenAHeadTiltsSlowly() {
    // Given
    var clip =
        new DrawnClip(
            15, i -> DrawnPortrait.draw(Style.standard().withSize(400, 400).withAngle(3 * i - 21)));

    // When
    var analysis = analyze(clip);

    // Then
    assertThat(analysis.primary().orElseThrow().frames()).hasSize(15);
    assertThat(analysis.primary().orElseThrow().consistency()).isGreaterThan(0.95);
  }

  @Test
  void shouldScoreLowWhenTheFaceJumpsAbout() {
    // Given
    var clip = new DrawnClip(12, i -> person(i % 2 == 0 ? -120 : 120));

    // When
    var track = analyze(clip).primary().orElseThrow();

    // Then it is taken for two people who take turns
    assertThat(track.frames()).hasSize(6);
    assertThat(track.consistency()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void shouldScoreLowWhenTheFaceFlickers() {
    // Given
    var clip = new DrawnClip(20, i -> i % 2 == 0 ? person(0) : nobody);

    // When
    var analysis = analyze(clip);

    // Then
    var track = analysis.primary().orElseThrow();
    assertThat(track.frames()).hasSize(10);
    assertThat(track.frames()).allMatch(seen -> seen.frame() % 6 == 0);
    assertThat(track.consistency()).isCloseTo(0.5, within(0.02));
    assertThat(analysis.framesSeen()).isEqualTo(20);
  }

  @Test
  void shouldAcceptWithLowConsistencyWhenAThirdOfTheFramesShowsTheFace() {
    // Given
    var clip = new DrawnClip(21, i -> i >= 7 && i < 14 ? person(i) : nobody);

    // When
    var analysis = analyze(clip);

    // Then
    assertThat(analysis.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(analysis.primary().orElseThrow().frames()).hasSize(7);
    assertThat(analysis.primary().orElseThrow().consistency()).isCloseTo(1 / 3.0, within(0.01));
    assertThat(analysis.quality().orElseThrow().scores().faceConsistency())
        .isEqualTo(analysis.primary().orElseThrow().consistency());
  }

  @Test
  void shouldSayNoFaceWhenNoFrameShowsOne() {
    // Given
    var clip = new DrawnClip(12, i -> nobody);

    // When
    var analysis = analyze(clip);

    // Then
    assertThat(reasons(analysis)).containsExactly(Reason.Code.NO_FACE);
    assertThat(analysis.primary()).isEmpty();
    assertThat(analysis.quality()).isEmpty();
    assertThat(analysis.faces()).isEmpty();
    assertThat(analysis.framesSeen()).isEqualTo(12);
  }

  @Test
  void shouldKeepToOnePersonWhenThereAreTwo() {
    // Given two people, the one on the right hidden in a third of the frames
    var group = DrawnPortrait.group(900, 450, SkinTone.LIGHT, SkinTone.BROWN);
    var alone = DrawnClip.nobody(900, 450);
    var g = alone.createGraphics();
    g.drawImage(group.getSubimage(0, 0, 450, 450), 0, 0, null);
    g.dispose();
    var clip = new DrawnClip(12, i -> i % 3 == 1 ? alone : group);

    // When
    var analysis = analyze(clip);

    // Then
    var track = analysis.primary().orElseThrow();
    assertThat(warnings(analysis)).containsExactly(Warning.Code.SEVERAL_FACES);
    boolean left = track.bestFace().face().box().centre().x() < 450;
    assertThat(track.frames())
        .allMatch(seen -> seen.face().box().centre().x() < 450 == left)
        .hasSize(left ? 12 : 8);
  }

  @Test
  void shouldTakeTheSharpestFrameWhenTheRestIsBlurred() {
    // Given
    var sharp = Style.standard().withSize(400, 400);
    var clip =
        new DrawnClip(14, i -> DrawnPortrait.draw(i == 9 ? sharp : sharp.withBlur(1 + i % 3)));

    // When
    var thorough = analyze(clip, AnalysisSettings.quality());
    var basic = analyze(new DrawnClip(14, clip::drawn), AnalysisSettings.fast());

    // Then
    assertThat(thorough.primary().orElseThrow().bestFace().frame()).isEqualTo(27);
    assertThat(basic.primary().orElseThrow().bestFace().frame()).isEqualTo(27);
    assertThat(thorough.quality().orElseThrow().components()).isNotEmpty();
    assertThat(basic.quality().orElseThrow().components()).isEmpty();
  }

  @Test
  void shouldJudgeTheMeanWhenFramesDiffer() {
    // Given
    var style = Style.standard().withSize(400, 400);
    var clip = new DrawnClip(6, i -> DrawnPortrait.draw(i < 3 ? style : style.withLight(0.4)));
    var light = analyze(new DrawnClip(3, i -> DrawnPortrait.draw(style)));
    var dark = analyze(new DrawnClip(3, i -> DrawnPortrait.draw(style.withLight(0.4))));

    // When
    var mixed = analyze(clip);

    // Then
    assertThat(lighting(mixed)).isCloseTo((lighting(light) + lighting(dark)) / 2, within(1e-6));
    assertThat(lighting(dark)).isLessThan(lighting(light) - 0.1);
    assertThat(mixed.primary().orElseThrow().bestFace().frame()).isLessThan(9);
  }

  @Test
  void shouldRejectWhenTheFaceIsTooSmallInOneFrame() {
    // Given
    var style = Style.standard().withSize(400, 400);
    var clip = new DrawnClip(8, i -> DrawnPortrait.draw(i == 5 ? style.withFaceHeight(60) : style));

    // When
    var analysis = analyze(clip);

    // Then the small face overlaps too little to be the same one, or it is refused
    var track = analysis.primary().orElseThrow();
    boolean followed = track.frames().stream().anyMatch(seen -> seen.frame() == 15);
    assertThat(reasons(analysis))
        .isEqualTo(followed ? List.of(Reason.Code.FACE_TOO_SMALL) : List.of());
    assertThat(track.frames().size()).isGreaterThanOrEqualTo(7);
  }

  private static FaceAnalysis analyze(DrawnClip clip) {
    return analyze(clip, AnalysisSettings.quality());
  }

  private static FaceAnalysis analyze(DrawnClip clip, AnalysisSettings settings) {
    return analyzer.analyze(clip, settings, StageListener.none());
  }

  private static double lighting(FaceAnalysis analysis) {
    return analysis.quality().orElseThrow().scores().lightingQuality();
  }

  private static List<Reason.Code> reasons(FaceAnalysis analysis) {
    return switch (analysis.verdict()) {
      case Verdict.Accepted accepted -> List.of();
      case Verdict.Rejected rejected -> rejected.reasons().stream().map(Reason::code).toList();
    };
  }

  private static List<Warning.Code> warnings(FaceAnalysis analysis) {
    return switch (analysis.verdict()) {
      case Verdict.Accepted accepted -> accepted.warnings().stream().map(Warning::code).toList();
      case Verdict.Rejected rejected -> List.of();
    };
  }
}
