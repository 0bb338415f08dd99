package org.avatarengine.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.SkinTone;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceTrackingTest {

  private static FaceDetector detector;

  @BeforeAll
  static void open() {
    detector = FaceDetector.open(new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CPU));
  }

  @AfterAll
  static void close() {
    detector.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {70, 150, 300, 420})
  void shouldFindTheSameFaceWhenSearchedNearItsLastPlace(double faceHeight) {
    // Given a face and the box that a frame before had a little beside it
    var style = Style.standard().withSize(960, 720).withFaceHeight(faceHeight);
    var pyramid = new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(DrawnPortrait.draw(style))));
    var truth = DrawnPortrait.truth(style).box();
    var before = moved(truth, 0.25f * truth.width());

    // When
    var faces = detector.track(pyramid, DetectionSettings.FAST, List.of(before));

    // Then
    assertThat(faces).hasSize(1);
    assertThat(faces.getFirst().box().iou(truth)).isGreaterThan(0.5f);
    assertThat(faces.getFirst().score()).isGreaterThan(0.5f);
  }

  @Test
  void shouldSearchTheWholeFrameWhenTheFaceIsNoLongerNear() {
    // Given
    var style = Style.standard().withSize(960, 720);
    var pyramid = new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(DrawnPortrait.draw(style))));
    var corner = new Box(0, 0, 90, 90);

    // When
    var faces = detector.track(pyramid, DetectionSettings.QUALITY, List.of(corner));

    // Then
    assertThat(faces).isEqualTo(detector.detect(pyramid, DetectionSettings.QUALITY));
    assertThat(faces).hasSize(1);
  }

  @Test
  void shouldKeepAllFacesWhenSeveralAreTracked() {
    // Given
    var picture = DrawnPortrait.group(1200, 600, SkinTone.LIGHT, SkinTone.BROWN, SkinTone.FAIR);
    var pyramid = new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(picture)));
    var first = detector.track(pyramid, DetectionSettings.QUALITY, List.of());
    var last = first.stream().map(Detection::box).toList();

    // When
    var again = detector.track(pyramid, DetectionSettings.QUALITY, last);

    // Then
    assertThat(first).hasSize(3);
    assertThat(again).hasSize(3);
    for (Box box : last) {
      assertThat(again).anyMatch(face -> face.box().iou(box) > 0.5f);
    }
  }

  @Test
  void shouldSearchTheWholeFrameWhenOneOfTheFacesIsNoLongerNear() {
    // Given
    var picture = DrawnPortrait.group(1200, 600, SkinTone.LIGHT, SkinTone.BROWN, SkinTone.FAIR);
    var pyramid = new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(picture)));
    var there = detector.detect(pyramid, DetectionSettings.QUALITY).getFirst().box();
    var corner = new Box(0, 560, 40, 600);

    // When
    var faces = detector.track(pyramid, DetectionSettings.QUALITY, List.of(there, corner));

    // Then
    assertThat(faces).hasSize(3);
  }

  @Test
  void shouldSearchTheWholeFrameWhenTheLastBoxIsEmpty() {
    // Given
    var pyramid =
        new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(DrawnPortrait.draw(Style.standard()))));

    // When
    var faces = detector.track(pyramid, DetectionSettings.FAST, List.of(new Box(5, 5, 5, 5)));

    // Then
    assertThat(faces).hasSize(1);
  }

  private static Box moved(Box box, float by) {
    return new Box(box.x1() + by, box.y1(), box.x2() + by, box.y2());
  }
}
