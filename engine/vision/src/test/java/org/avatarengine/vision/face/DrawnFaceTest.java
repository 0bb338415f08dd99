package org.avatarengine.vision.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectorSlot;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.image.Decoded;
import org.avatarengine.vision.image.ImageDecoder;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.quality.Reason;
import org.avatarengine.vision.quality.Verdict;
import org.avatarengine.vision.quality.Warning;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.SkinTone;
import org.avatarengine.vision.testing.Style;
import org.avatarengine.vision.testing.Truth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnFaceTest {

  private static FaceAnalyzer analyzer;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    analyzer =
        FaceAnalyzer.open(ModelCatalogue.bundled(), new DetectorSlot.BlazeFace(), Accelerator.CPU);
  }

  static List<AnalysisSettings> presets() {
    return List.of(AnalysisSettings.quality(), AnalysisSettings.fast());
  }

  @AfterAll
  static void close() {
    analyzer.close();
  }

  @ParameterizedTest
  @EnumSource(SkinTone.class)
  void shouldAcceptWithoutWarningWhenPortraitHasAnySkin(SkinTone skin) {
    // Given
    var style = Style.standard().withSkin(skin);

    // When
    var analysis = analyze(style, AnalysisSettings.quality());

    // Then
    assertThat(analysis.verdict()).isEqualTo(new Verdict.Accepted(List.of()));
    assertThat(analysis.faces()).hasSize(1);
    assertNearTruth(analysis, style);
    assertThat(analysis.quality().orElseThrow().processingReady()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "320,320",
    "480,640",
    "640,480",
    "1024,1024",
    "1600,900",
    "900,1600",
    "2000,2000",
    "3000,2000"
  })
  void shouldFindTheFeaturesWhenPictureHasAnySize(int width, int height) {
    // Given
    var style = Style.standard().withSize(width, height);

    // When
    var analysis = analyze(style, AnalysisSettings.fast());

    // Then
    assertThat(analysis.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(analysis.faces()).hasSize(1);
    assertNearTruth(analysis, style);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40, -25, -10, 10, 25, 40})
  void shouldFollowTheHeadWhenItIsTilted(double angle) {
    // Given
    var style = Style.standard().withAngle(angle);

    // When
    var analysis = analyze(style, AnalysisSettings.quality());

    // Then
    assertThat(analysis.faces()).hasSize(1);
    assertNearTruth(analysis, style);
    var roll =
        analysis.quality().orElseThrow().components().stream()
            .filter(c -> c.name().equals("headPoseRoll"))
            .findFirst()
            .orElseThrow();
    assertThat((double) roll.score())
        .isCloseTo(100 * Math.pow(Math.cos(Math.toRadians(angle)), 2), within(5.0));
  }

  @Test
  void shouldFindSmallFacesOnlyInTilesWhenPresetIsQuality() {
    // Given a face of 90 pixels in a picture of 2400
    var style = new Style(2400, 1800, SkinTone.LIGHT, 100, 0, 0, 1, 3);

    // When
    var analysis = analyze(style, AnalysisSettings.quality());

    // Then
    assertThat(analysis.faces()).hasSize(1);
    assertNearTruth(analysis, style);
  }

  @Test
  void shouldRejectWhenFaceIsUnder64Pixels() {
    // Given
    var style = Style.standard().withFaceHeight(60);

    // When
    var analysis = analyze(style, AnalysisSettings.quality());

    // Then
    assertThat(reasons(analysis)).contains(Reason.Code.FACE_TOO_SMALL);
    assertThat(analysis.primary()).isPresent();
    assertThat(analysis.primary().orElseThrow().overlayPng()).isEmpty();
  }

  @Test
  void shouldRejectWhenPictureIsBlurred() {
    // Given
    var style = Style.standard().withBlur(4);

    // When
    var analysis = analyze(style, AnalysisSettings.quality());

    // Then
    assertThat(reasons(analysis)).containsExactly(Reason.Code.TOO_BLURRED);
    assertThat(analysis.quality().orElseThrow().recommendations())
        .anyMatch(hint -> hint.contains("sharper"));
  }

  @Test
  void shouldWarnWhenItIsDark() {
    // Given
    var style = Style.standard().withLight(0.35);

    // When
    var analysis = analyze(style, AnalysisSettings.quality());

    // Then
    assertThat(warnings(analysis)).contains(Warning.Code.POOR_LIGHTING);
    assertThat(analysis.quality().orElseThrow().recommendations())
        .anyMatch(hint -> hint.contains("brighter"));
  }

  @Test
  void shouldWarnAndTakeTheMostConfidentWhenThereAreThree() {
    // Given
    var group = DrawnPortrait.group(1200, 500, SkinTone.FAIR, SkinTone.BROWN, SkinTone.DARK);

    // When
    var analysis = analyze(group, AnalysisSettings.quality());

    // Then
    assertThat(analysis.faces()).hasSize(3);
    assertThat(warnings(analysis)).containsExactly(Warning.Code.SEVERAL_FACES);
    float best = analysis.primary().orElseThrow().bestFace().face().confidence();
    assertThat(analysis.faces()).allMatch(face -> face.confidence() <= best);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void shouldSayNoFaceWhenNobodyIsThere(AnalysisSettings preset) throws IOException {
    // Given
    var file = Files.write(folder.resolve("hills.jpg"), DrawnPortrait.noFaceJpeg(800, 600));
    var image = ((Decoded.Image) ImageDecoder.decode(file, ImageLimits.defaults())).image();

    // When
    var analysis = analyzer.analyze(FrameSource.of(image), preset, StageListener.none());

    // Then
    assertThat(reasons(analysis)).containsExactly(Reason.Code.NO_FACE);
    assertThat(analysis.primary()).isEmpty();
    assertThat(analysis.quality()).isEmpty();
  }

  @Test
  void shouldPutTheFeaturesOnTheTemplateWhenCropping() {
    // Given
    var style = Style.standard().withAngle(20);

    // When
    var primary = analyze(style, AnalysisSettings.quality()).primary().orElseThrow().bestFace();

    // Then
    var toCrop = FaceCrop.toCrop(primary.fivePoints());
    var leftEye = toCrop.apply(primary.fivePoints().leftEye());
    var rightEye = toCrop.apply(primary.fivePoints().rightEye());
    assertThat(leftEye.y()).isCloseTo(44.2f, within(3f));
    assertThat(rightEye.y()).isCloseTo(44.2f, within(3f));
    assertThat(leftEye.x()).isCloseTo(32.8f, within(4f));
    assertThat(rightEye.x()).isCloseTo(63f, within(4f));
    assertThat(primary.crop().rgb()).hasSize(96 * 96 * 3);
    assertThat(darkness(primary.crop(), leftEye.x(), leftEye.y()))
        .as("the pupil is where the crop's eye should be")
        .isGreaterThan(darkness(primary.crop(), leftEye.x(), leftEye.y() + 12) + 40);
  }

  @Test
  void shouldMaskTheFaceAndNothingElseWhenFaceIsFound() {
    // Given a wide picture, so that the letterbox has bars
    var style = Style.standard().withSize(1280, 640);
    var truth = DrawnPortrait.truth(style);

    // When
    var mask = analyze(style, AnalysisSettings.quality()).primary().orElseThrow().bestFace().mask();

    // Then
    double scale = 512 / 1280.0;
    int noseX = (int) (truth.nose().x() * scale);
    int noseY = (int) (truth.nose().y() * scale + 128);
    assertThat(mask.isSet(noseX, noseY)).isTrue();
    assertThat(mask.isSet(noseX, 20)).isFalse();
    assertThat(mask.isSet(10, noseY)).isFalse();
    int set = 0;
    for (byte b : mask.bits()) {
      set += Integer.bitCount(b & 0xff);
    }
    double expected = Math.PI / 4 * truth.box().area() * scale * scale;
    assertThat((double) set).isBetween(0.6 * expected, 1.2 * expected);
    assertThat(mask.bits()).hasSize(512 * 64);
  }

  @Test
  void shouldDrawOnThePhotoWhenAccepted() throws IOException {
    // Given
    var style = Style.standard().withSize(2000, 1500);

    // When
    var primary = analyze(style, AnalysisSettings.quality()).primary().orElseThrow();

    // Then
    byte[] png = primary.overlayPng().orElseThrow();
    var overlay = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(overlay.getWidth()).isEqualTo(1280);
    assertThat(overlay.getHeight()).isEqualTo(960);
    var eye = primary.bestFace().fivePoints().leftEye();
    int rgb = overlay.getRGB((int) (eye.x() * 0.64), (int) (eye.y() * 0.64));
    assertThat(rgb & 0xffffff).as("a key point's colour").isEqualTo(0xffb020);
  }

  @Test
  void shouldReportStagesInOrderWhenListenedTo() {
    // Given
    var heard = new ArrayList<String>();
    var listener =
        new StageListener() {
          @Override
          public void started(Stage stage) {
            heard.add("+" + stage.label());
          }

          @Override
          public void finished(Stage stage, Duration took) {
            heard.add("-" + stage.label());
          }
        };

    // When
    var analysis =
        analyzer.analyze(
            FrameSource.of(image(Style.standard())), AnalysisSettings.quality(), listener);

    // Then
    assertThat(heard)
        .containsExactly(
            "+detect",
            "-detect",
            "+landmarks",
            "-landmarks",
            "+crop",
            "-crop",
            "+mask",
            "-mask",
            "+quality",
            "-quality",
            "+overlay",
            "-overlay");
    assertThat(analysis.timings()).hasSize(6);
  }

  @Test
  void shouldStopWhenTheListenerThrows() {
    // Given
    StageListener cancelling =
        (stage, took) -> {
          throw new CancellationException("cancelled after " + stage.label());
        };

    // When
    // Then
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    FrameSource.of(image(Style.standard())),
                    AnalysisSettings.quality(),
                    cancelling))
        .isInstanceOf(CancellationException.class)
        .hasMessage("cancelled after detect");
  }

  @Test
  void shouldGiveTheSameResultWhenAnalysedInParallel() throws Exception {
    // Given
    var image = image(Style.standard());
    var alone =
        analyzer.analyze(FrameSource.of(image), AnalysisSettings.quality(), StageListener.none());

    // When
    try (var pool = Executors.newFixedThreadPool(3)) {
      var runs =
          pool.invokeAll(
              Collections.nCopies(
                  9,
                  (Callable<FaceAnalysis>)
                      () ->
                          analyzer.analyze(
                              FrameSource.of(image),
                              AnalysisSettings.quality(),
                              StageListener.none())));

      // Then
      for (var run : runs) {
        assertThat(run.get().primary().orElseThrow().bestFace().crop().rgb())
            .isEqualTo(alone.primary().orElseThrow().bestFace().crop().rgb());
      }
    }
  }

  private static FaceAnalysis analyze(Style style, AnalysisSettings preset) {
    return analyzer.analyze(FrameSource.of(image(style)), preset, StageListener.none());
  }

  private static FaceAnalysis analyze(BufferedImage drawn, AnalysisSettings preset) {
    var image = UprightImage.of(RgbRaster.ofIntRgb(drawn));
    return analyzer.analyze(FrameSource.of(image), preset, StageListener.none());
  }

  private static UprightImage image(Style style) {
    return UprightImage.of(RgbRaster.ofIntRgb(DrawnPortrait.draw(style)));
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

  private static double darkness(FaceCrop crop, float x, float y) {
    int at = (Math.round(y) * 96 + Math.round(x)) * 3;
    byte[] rgb = crop.rgb();
    return 255 - ((rgb[at] & 0xff) + (rgb[at + 1] & 0xff) + (rgb[at + 2] & 0xff)) / 3.0;
  }

  /** Eyes within a twelfth, the rest within a fifth of the distance between the eyes. */
  private static void assertNearTruth(FaceAnalysis analysis, Style style) {
    Truth truth = DrawnPortrait.truth(style);
    var points = analysis.primary().orElseThrow().bestFace().fivePoints();
    float unit = truth.leftEye().distanceTo(truth.rightEye());
    assertThat(points.leftEye().distanceTo(truth.leftEye())).isLessThan(unit / 12);
    assertThat(points.rightEye().distanceTo(truth.rightEye())).isLessThan(unit / 12);
    assertThat(points.nose().distanceTo(truth.nose())).isLessThan(unit / 5);
    assertThat(points.leftMouth().distanceTo(truth.leftMouth())).isLessThan(unit / 5);
    assertThat(points.rightMouth().distanceTo(truth.rightMouth())).isLessThan(unit / 5);
    var box = analysis.primary().orElseThrow().bestFace().face().box();
    assertThat(box.centre().distanceTo(truth.box().centre())).isLessThan(unit / 2);
    assertThat(box.contains(truth.nose())).isTrue();
  }
}
