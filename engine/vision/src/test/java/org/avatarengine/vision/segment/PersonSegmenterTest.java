package org.avatarengine.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.inference.InferenceEngine;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PersonSegmenterTest {

  private static PersonSegmenter segmenter;

  @BeforeAll
  static void open() {
    segmenter =
        PersonSegmenter.open(new InferenceEngine(ModelCatalogue.bundled(), Accelerator.CPU));
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  @Test
  void shouldTellThePersonFromTheBackgroundWhenPortraitIsWide() {
    // Given a portrait twice as wide as high: a quarter of the mask above and below is no picture
    var style = Style.standard().withSize(1200, 600);
    var pyramid = new ImagePyramid(UprightImage.of(RgbRaster.ofIntRgb(DrawnPortrait.draw(style))));

    // When
    PersonMask mask = segmenter.segment(pyramid);

    // Then
    assertThat(mask.size()).isEqualTo(256);
    assertThat(mask.person(128, 126)).as("face").isBetween(0.9f, 1f);
    assertThat(mask.person(20, 80)).as("background").isBetween(0f, 0.1f);
    assertThat(mask.person(236, 80)).as("background").isBetween(0f, 0.1f);
    assertThat(mask.isPicture(128, 63)).isFalse();
    assertThat(mask.isPicture(128, 64)).isTrue();
    assertThat(mask.isPicture(128, 191)).isTrue();
    assertThat(mask.isPicture(128, 192)).isFalse();
  }
}
