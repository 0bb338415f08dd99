package org.avatarengine.vision.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectionSettings;
import org.avatarengine.vision.detect.FaceDetector;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.landmark.FaceMesh;
import org.avatarengine.vision.landmark.FaceMeshModel;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.SkinTone;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCuesTest {

  private static final double FPS = 12;

  /** Points of the lids, whose middles go down in a blink. */
  private static final int[] UPPER_LIDS = {159, 158, 160, 386, 385, 387};

  private static final int[] LOWER_LIDS = {145, 153, 144, 374, 380, 373};

  private static FaceDetector detector;
  private static FaceMeshModel model;
  private static BufferedImage portrait;
  private static ImagePyramid blank;
  private static float[] face;

  @BeforeAll
  static void open() {
    var engine = new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CPU);
    detector = FaceDetector.open(engine);
    model = FaceMeshModel.open(engine);
    portrait = DrawnPortrait.draw(Style.standard());
    blank = new ImagePyramid(UprightImage.of(new RgbRaster(640, 640, new byte[640 * 640 * 3])));
    face = locate(pyramid(portrait)).toArray();
  }

  @AfterAll
  static void close() {
    model.close();
    detector.close();
  }

  @Test
  void shouldNoticeAStillFaceWhenOnlyThePictureMoves() {
    // Given a print that is moved, tilted and brought nearer for two and a half seconds
    var cues = new ReplayCues();
    var random = new Random(7);

    // When
    for (int i = 0; i < 30; i++) {
      double angle = 0.1 * Math.sin(i * 0.3);
      double scale = 1 + 0.1 * Math.sin(i * 0.2);
      cues.see(blank, similar(face, angle, scale, 5 * i, random), at(i));
    }

    // Then
    assertThat(codes(cues)).containsExactly(Hint.Code.STILL_FACE);
    assertThat(cues.cues().getFirst().strength()).isBetween(0.05, 1.0);
    assertThat(cues.cues().getFirst().code().code()).isEqualTo("still-face");
  }

  @Test
  void shouldNotCallAFaceStillWhenItBlinksOnce() {
    // Given
    var cues = new ReplayCues();
    var random = new Random(7);

    // When
    for (int i = 0; i < 30; i++) {
      var points = i == 17 ? blinking(face) : face;
      cues.see(blank, similar(points, 0, 1, 0, random), at(i));
    }

    // Then
    assertThat(codes(cues)).isEmpty();
  }

  @Test
  void shouldNotCallAFaceStillWhenTheClipIsShorterThanTwoSeconds() {
    // Given
    var cues = new ReplayCues();
    var random = new Random(7);

    // When
    for (int i = 0; i < 23; i++) {
      cues.see(blank, similar(face, 0, 1, 0, random), at(i));
    }

    // Then
    assertThat(codes(cues)).isEmpty();
  }

  @Test
  void shouldNoticeFlatMotionWhenAPlaneTurns() {
    // Given
    var cues = new ReplayCues();
    var random = new Random(3);

    // When a picture of the face turns to 35 degrees and back before a near camera
    for (int i = 0; i < 24; i++) {
      cues.see(blank, turned(face, 35 * Math.sin(i * 0.26), 0, random), at(i));
    }

    // Then
    assertThat(codes(cues)).containsExactly(Hint.Code.FLAT_MOTION);
  }

  @ParameterizedTest
  @ValueSource(doubles = {25, 35, 50})
  void shouldNotNoticeFlatMotionWhenAHeadTurns(double degrees) {
    // Given
    var cues = new ReplayCues();
    var random = new Random(3);

    // When
    for (int i = 0; i < 24; i++) {
      cues.see(blank, turned(face, degrees * Math.sin(i * 0.26), 1, random), at(i));
    }

    // Then
    assertThat(codes(cues)).isEmpty();
  }

  @Test
  void shouldNoticeFlatMotionWhenADrawnPictureIsTurned() {
    // Given
    var cues = new ReplayCues();

    // When the same drawing is seen ever more from the side
    for (int i = 0; i < 16; i++) {
      var frame = pyramid(narrowed(portrait, Math.cos(Math.toRadians(2.6 * i)), i));
      cues.see(frame, locate(frame), at(i));
    }

    // Then
    assertThat(codes(cues)).contains(Hint.Code.FLAT_MOTION);
  }

  @Test
  void shouldNoticeALoopWhenAPassageIsRepeated() {
    // Given frames of a moving head
    var passage = new ImagePyramid[20];
    for (int i = 0; i < passage.length; i++) {
      var style = Style.standard().withAngle(12 * Math.sin(i * 0.31)).withSeed(i);
      passage[i] = pyramid(DrawnPortrait.draw(style));
    }
    var once = new ReplayCues();
    var thrice = new ReplayCues();

    // When
    for (int i = 0; i < 60; i++) {
      if (i < passage.length) {
        once.see(passage[i], mesh(face), at(i));
      }
      thrice.see(passage[i % passage.length], mesh(face), at(i));
    }

    // Then
    assertThat(codes(thrice)).contains(Hint.Code.LOOPED_CLIP);
    assertThat(codes(once)).doesNotContain(Hint.Code.LOOPED_CLIP);
  }

  @Test
  void shouldNotNoticeALoopWhenAMovementComesAgainOnlyNearly() {
    // Given a head that nods again and again, never quite alike
    var cues = new ReplayCues();

    // When
    for (int i = 0; i < 60; i++) {
      double angle = 12 * Math.sin(i * 0.31) + 3 * Math.sin(i * 0.053);
      var style = Style.standard().withSize(320, 320).withAngle(angle).withSeed(i);
      cues.see(pyramid(DrawnPortrait.draw(style)), mesh(face), at(i));
    }

    // Then
    assertThat(codes(cues)).doesNotContain(Hint.Code.LOOPED_CLIP);
  }

  @Test
  void shouldNotNoticeALoopWhenNothingMoves() {
    // Given
    var cues = new ReplayCues();

    // When
    for (int i = 0; i < 40; i++) {
      cues.see(blank, mesh(face), at(i));
    }

    // Then
    assertThat(codes(cues)).doesNotContain(Hint.Code.LOOPED_CLIP);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 5, 8})
  void shouldNoticeAScreenWhenAPatternLiesOverTheFace(double levels) {
    // Given a moiré of two directions that wanders from frame to frame
    var cues = new ReplayCues();

    // When
    for (int i = 0; i < 8; i++) {
      cues.see(pyramid(patterned(portrait, levels, i)), mesh(face), at(4 * i));
    }

    // Then
    assertThat(codes(cues)).contains(Hint.Code.SCREEN_PATTERN);
  }

  @ParameterizedTest
  @EnumSource(SkinTone.class)
  void shouldNotNoticeAScreenWhenThereIsNone(SkinTone skin) {
    // Given
    var cues = new ReplayCues();

    // When
    for (int i = 0; i < 8; i++) {
      var style = Style.standard().withSkin(skin).withSeed(i);
      cues.see(pyramid(DrawnPortrait.draw(style)), mesh(face), at(4 * i));
    }

    // Then
    assertThat(codes(cues)).doesNotContain(Hint.Code.SCREEN_PATTERN);
  }

  @Test
  void shouldHintNothingWhenThereIsOnlyAPhoto() {
    // Given
    var cues = new ReplayCues();
    var photo = pyramid(patterned(portrait, 8, 0));

    // When
    cues.see(photo, mesh(face), Duration.ZERO);

    // Then
    assertThat(cues.cues()).isEmpty();
    assertThat(new ReplayCues().cues()).isEmpty();
    assertThatThrownBy(() -> cues.see(photo, mesh(face), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Hint.Code> codes(ReplayCues cues) {
    return cues.cues().stream().map(Hint::code).toList();
  }

  private static Duration at(int frame) {
    return Duration.ofNanos((long) (frame * 1e9 / FPS));
  }

  private static ImagePyramid pyramid(BufferedImage image) {
    return new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(image)));
  }

  private static FaceMesh locate(ImagePyramid picture) {
    var found = detector.detect(picture, DetectionSettings.QUALITY).getFirst();
    return model.locate(picture, found).mesh().orElseThrow();
  }

  private static FaceMesh mesh(float[] points) {
    return new FaceMesh(points.clone());
  }

  /** With the trembling that a mesh has from frame to frame, a quarter of a pixel. */
  private static FaceMesh similar(
      float[] points, double angle, double scale, double shift, Random random) {
    float[] moved = points.clone();
    for (int i = 0; i < moved.length; i += 3) {
      double x = points[i] * scale;
      double y = points[i + 1] * scale;
      moved[i] =
          (float) (Math.cos(angle) * x - Math.sin(angle) * y + shift + random.nextGaussian() / 4);
      moved[i + 1] =
          (float) (Math.sin(angle) * x + Math.cos(angle) * y + shift + random.nextGaussian() / 4);
    }
    return new FaceMesh(moved);
  }

  /** Turned about the upright axis and seen from five face widths away. */
  private static FaceMesh turned(float[] points, double degrees, double depth, Random random) {
    float[] moved = points.clone();
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double distance = 1200;
    for (int i = 0; i < moved.length; i += 3) {
      double x = points[i] - 320;
      double y = points[i + 1] - 300;
      double z = depth * points[i + 2];
      double away = distance / (distance + z * cos - x * sin);
      moved[i] = (float) (320 + (x * cos + z * sin) * away + random.nextGaussian() / 4);
      moved[i + 1] = (float) (300 + y * away + random.nextGaussian() / 4);
    }
    return new FaceMesh(moved);
  }

  private static float[] blinking(float[] points) {
    float[] moved = points.clone();
    for (int i = 0; i < UPPER_LIDS.length; i++) {
      float upper = points[UPPER_LIDS[i] * 3 + 1];
      float lower = points[LOWER_LIDS[i] * 3 + 1];
      moved[UPPER_LIDS[i] * 3 + 1] = upper + 0.9f * (lower - upper);
    }
    return moved;
  }

  private static BufferedImage narrowed(BufferedImage image, double factor, int frame) {
    var out = new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB);
    var g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    var map = AffineTransform.getTranslateInstance(320 * (1 - factor) + frame % 3, 0);
    map.scale(factor, 1);
    g.drawImage(image, map, null);
    g.dispose();
    return out;
  }

  private static BufferedImage patterned(BufferedImage image, double levels, int frame) {
    var out = new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 640; y++) {
      for (int x = 0; x < 640; x++) {
        double wave =
            Math.sin(2 * Math.PI * (0.21 * x + 0.06 * y) + 0.3 * frame)
                + Math.sin(2 * Math.PI * (0.05 * x + 0.27 * y) + 0.2 * frame);
        int rgb = image.getRGB(x, y);
        int seen = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          int value = (int) Math.round((rgb >> shift & 0xff) + levels * wave);
          seen |= Math.clamp(value, 0, 255) << shift;
        }
        out.setRGB(x, y, seen);
      }
    }
    return out;
  }
}
