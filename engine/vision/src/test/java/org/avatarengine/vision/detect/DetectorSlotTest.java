package org.avatarengine.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.Sha256;
import org.avatarengine.vision.detect.DetectorSlot.Layout;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.geometry.Point;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.inference.InferenceEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DetectorSlotTest {

  private static final int ANY = GraphFile.ANY;

  /** Left, top, right, bottom of the anchor, in strides. */
  private static final float[] DISTANCES = {1, 1.5f, 2, 2.5f};

  /** Centre and logarithms of the size (4 x 2 strides), from the cell, in strides. */
  private static final float[] CENTRE = {0.5f, -0.5f, (float) Math.log(4), (float) Math.log(2)};

  /** Both eyes, nose tip, both mouth corners, in strides. */
  private static final float[] POINTS = {
    -0.5f, -0.25f, 1.5f, -0.25f, 0.5f, 0.5f, -0.25f, 1, 1.25f, 1.5f
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "8,false,true",
    "16,false,true",
    "32,false,true",
    "16,true,true",
    "16,false,false",
    "32,true,false"
  })
  void shouldReadScrfdToThePixelWhenItTakesAnySize(int stride, boolean batch, boolean points)
      throws IOException {
    // Given a red cell in the third column of the second row; two picture pixels a view pixel
    var graph =
        GraphFile.taking(1, 3, ANY, ANY).scrfd(stride, batch, DISTANCES, points ? POINTS : null);
    var picture = black(192, 192);
    paint(picture, 2 * stride * 2, stride * 2, 2 * stride, 2 * stride, 255, 0, 0);

    // When the letterbox of 90 is padded to a view of 96
    var faces = detect(Layout.SCRFD, graph, picture, 90);

    // Then the anchor is at (2, 1) strides of the view
    float s = 2f * stride;
    assertThat(faces).hasSize(1);
    var face = faces.getFirst();
    assertBox(face.box(), 2 * s - s, s - 1.5f * s, 2 * s + 2 * s, s + 2.5f * s);
    assertThat(face.score()).isCloseTo((255 - 127.5f) / 128, within(1e-4f));
    if (points) {
      assertPoints(face, s, 2 * s, s);
    } else {
      assertThat(face.keyPoints()).isEmpty();
      assertThat(face.roll()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"8,true", "16,true", "32,true", "16,false"})
  void shouldReadYuNetToThePixelWhenItTakesAnySize(int stride, boolean points) throws IOException {
    // Given
    var graph =
        GraphFile.taking(ANY, 3, ANY, ANY).yuNet(stride, 0.64f, CENTRE, points ? POINTS : null);
    var picture = black(192, 192);
    paint(picture, 2 * stride * 2, stride * 2, 2 * stride, 2 * stride, 255, 0, 0);

    // When
    var faces = detect(Layout.YUNET, graph, picture, 90);

    // Then the score is the geometric mean of 1 and 0.64
    float s = 2f * stride;
    assertThat(faces).hasSize(1);
    var face = faces.getFirst();
    assertBox(face.box(), 2.5f * s - 2 * s, 0.5f * s - s, 2.5f * s + 2 * s, 0.5f * s + s);
    assertThat(face.score()).isCloseTo(0.8f, within(1e-4f));
    if (points) {
      assertPoints(face, s, 2 * s, s);
    } else {
      assertThat(face.keyPoints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void shouldTakeRedForRedWhenPlanesAreFilled(Layout layout) throws IOException {
    // Given graphs that score red, where SCRFD has it first and YuNet last
    var graph = graph(layout, ANY, ANY);
    var picture = black(96, 96);
    paint(picture, 32, 32, 16, 16, 0, 0, 255);

    // When
    var faces = detect(layout, graph, picture, 96);

    // Then
    assertThat(faces).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SCRFD,64,64", "YUNET,64,64", "SCRFD,64,96", "YUNET,96,64"})
  void shouldKeepItsOwnSizeWhenTheInputIsFixed(Layout layout, int height, int width)
      throws IOException {
    // Given a view of 64 a side, whatever the preset asks; four picture pixels a view pixel
    var graph = graph(layout, height, width);
    var picture = black(256, 256);
    paint(picture, 2 * 64, 64, 64, 64, 255, 0, 0);

    // When
    var faces = detect(layout, graph, picture, 640);

    // Then
    assertThat(faces).hasSize(1);
    var anchor = new Point(128, 64);
    assertThat(faces.getFirst().box().contains(anchor)).isTrue();
    assertPoints(faces.getFirst(), 64, anchor.x(), anchor.y());
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void shouldGiveOneDetectionAFaceWhenCellsAnswerTogether(Layout layout) throws IOException {
    // Given two neighbouring cells, the right one brighter, and a third far away
    var graph = graph(layout, ANY, ANY);
    var picture = black(320, 320);
    paint(picture, 32, 32, 16, 16, 240, 0, 0);
    paint(picture, 48, 32, 16, 16, 255, 0, 0);
    paint(picture, 224, 224, 16, 16, 250, 0, 0);

    // When
    var faces = detect(layout, graph, picture, 320);

    // Then
    assertThat(faces).hasSize(2);
    assertThat(faces.getFirst().keyPoints().getFirst()).isEqualTo(new Point(48 - 8, 32 - 4));
    assertThat(faces.getLast().keyPoints().getFirst()).isEqualTo(new Point(224 - 8, 224 - 4));
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void shouldKnowItsTermsWhenOpened(Layout layout) throws IOException {
    // Given
    byte[] bytes = graph(layout, ANY, ANY).bytes();
    var file = Files.write(folder.resolve("mine.onnx"), bytes);
    var slot =
        new DetectorSlot.OnnxFile(
            layout, file, " MIT ", true, Optional.of(Sha256.of(bytes).toUpperCase()));

    // When
    try (var detector = FaceDetector.open(engine(), slot)) {
      // Then
      assertThat(detector.slot()).isEqualTo(slot);
      assertThat(detector.slot().name()).isEqualTo("mine.onnx");
      assertThat(detector.slot().licence()).isEqualTo("MIT");
      assertThat(detector.slot().researchOnly()).isTrue();
    }
  }

  @Test
  void shouldSearchNearTheLastBoxWhenTheDetectorIsAFile() throws IOException {
    // Given
    var picture = black(640, 640);
    paint(picture, 300, 300, 80, 80, 255, 0, 0);
    var slot = slot(Layout.SCRFD, graph(Layout.SCRFD, ANY, ANY).writeTo(folder));

    // When
    List<Detection> faces;
    try (var detector = FaceDetector.open(engine(), slot)) {
      faces = detector.track(pyramid(picture), settings(640), List.of(new Box(300, 300, 380, 380)));
    }

    // Then
    assertThat(faces).isNotEmpty();
    assertThat(faces.getFirst().box().intersection(new Box(300, 300, 380, 380))).isPositive();
  }

  @Test
  void shouldSayWhatIsWrongWhenTheFileIsNotUsable() throws IOException {
    // Given
    var text = Files.writeString(folder.resolve("text.onnx"), "not a model");
    var good = graph(Layout.SCRFD, ANY, ANY).writeTo(folder);

    // When
    // Then
    assertRefused(slot(Layout.SCRFD, folder.resolve("none.onnx")), "none.onnx is missing");
    assertRefused(slot(Layout.SCRFD, folder), "is missing");
    assertRefused(slot(Layout.YUNET, text), "ONNX Runtime cannot use the detector");
    assertRefused(
        new DetectorSlot.OnnxFile(Layout.SCRFD, good, "MIT", false, Optional.of("0".repeat(64))),
        "is another one: its SHA-256 is " + Sha256.of(Files.readAllBytes(good)) + ", not 0000");
    assertThatThrownBy(
            () -> new DetectorSlot.OnnxFile(Layout.SCRFD, good, " ", false, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the detector " + good + " has no licence: state that of its weights");
    assertThatThrownBy(
            () -> new DetectorSlot.OnnxFile(Layout.SCRFD, good, "MIT", false, Optional.of("12")))
        .hasMessageContaining("is not a SHA-256");
    assertThatThrownBy(() -> Layout.of("yolo"))
        .hasMessage("detector layout 'yolo' is unknown: use scrfd or yunet");
  }

  @Test
  void shouldNameWhatDoesNotFitWhenTheGraphHasAnotherLayout() throws IOException {
    // Given
    var scrfd = graph(Layout.SCRFD, ANY, ANY);
    var yuNet = graph(Layout.YUNET, ANY, ANY);
    float[] five = new float[5];

    // When
    // Then
    assertMisfit(Layout.YUNET, scrfd, "has not the YUNET layout: it has no output cls_8: 408[");
    assertMisfit(Layout.SCRFD, yuNet, "has not the SCRFD layout: it gives 12 outputs, not 6 or 9");
    assertMisfit(
        Layout.SCRFD,
        GraphFile.taking(1, 3, ANY, ANY).scrfd(8, false, five, null),
        "no output has 128 rows of 4 for stride 8");
    assertMisfit(
        Layout.YUNET, graph(Layout.YUNET, ANY, ANY).without("obj_16"), "it has no output obj_16");
    assertMisfit(
        Layout.YUNET, graph(Layout.YUNET, ANY, ANY).without("kps_32"), "it has no output kps_32");
    assertMisfit(
        Layout.YUNET,
        GraphFile.taking(1, 3, ANY, ANY).yuNet(8, 1, five, null),
        "its output bbox_8 has the shape [1, 64, 5], not 64 rows of 4");
    assertMisfit(
        Layout.SCRFD,
        GraphFile.taking(1, 3, 100, 100).plain("out"),
        "its input of 100 x 100 is no multiple of 32");
    assertMisfit(
        Layout.SCRFD,
        GraphFile.taking(1, 96, 96, 3).plain("out"),
        "does not take one float picture [1, 3, height, width]");
    assertMisfit(
        Layout.SCRFD,
        GraphFile.taking(TensorProto.DataType.DOUBLE, 1, 3, 96, 96).plain("out"),
        "ONNX Runtime cannot use the detector");
  }

  private void assertMisfit(Layout layout, GraphFile graph, String words) throws IOException {
    assertRefused(slot(layout, graph.writeTo(folder)), words);
  }

  private static void assertRefused(DetectorSlot slot, String words) {
    assertThatThrownBy(() -> FaceDetector.open(engine(), slot))
        .isInstanceOf(DetectorSlotException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  private static GraphFile graph(Layout layout, int height, int width) {
    var file = GraphFile.taking(1, 3, height, width);
    return switch (layout) {
      case SCRFD -> file.scrfd(16, false, DISTANCES, POINTS);
      case YUNET -> file.yuNet(16, 1, CENTRE, POINTS);
    };
  }

  private List<Detection> detect(Layout layout, GraphFile graph, RgbRaster picture, int size)
      throws IOException {
    var slot = slot(layout, graph.writeTo(folder));
    try (var detector = FaceDetector.open(engine(), slot)) {
      return detector.detect(pyramid(picture), settings(size));
    }
  }

  private static DetectionSettings settings(int size) {
    return new DetectionSettings(size, false, 0.5f);
  }

  private static DetectorSlot slot(Layout layout, Path file) {
    return new DetectorSlot.OnnxFile(layout, file, "MIT", false, Optional.empty());
  }

  private static InferenceEngine engine() {
    return new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CPU);
  }

  private static ImagePyramid pyramid(RgbRaster picture) {
    return new ImagePyramid(UprightImage.of(picture));
  }

  private static RgbRaster black(int width, int height) {
    return new RgbRaster(width, height, new byte[width * height * 3]);
  }

  private static void paint(RgbRaster picture, int x, int y, int w, int h, int... rgb) {
    for (int row = y; row < y + h; row++) {
      for (int column = x; column < x + w; column++) {
        int at = (row * picture.width() + column) * 3;
        for (int c = 0; c < 3; c++) {
          picture.rgb()[at + c] = (byte) rgb[c];
        }
      }
    }
  }

  private static void assertBox(Box box, float x1, float y1, float x2, float y2) {
    assertThat(box.toArray()).containsExactly(new float[] {x1, y1, x2, y2}, within(1e-2f));
  }

  private static void assertPoints(Detection face, float stride, float anchorX, float anchorY) {
    float[] inStrides = {-0.5f, -0.25f, 1.5f, -0.25f, 0.5f, 0.5f, 0.5f, 1.25f};
    assertThat(face.keyPoints()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      var expected =
          new Point(anchorX + inStrides[2 * i] * stride, anchorY + inStrides[2 * i + 1] * stride);
      assertThat(face.keyPoints().get(i).distanceTo(expected))
          .as(i + " of " + Arrays.toString(face.keyPoints().toArray()))
          .isLessThan(1e-2f);
    }
  }
}
