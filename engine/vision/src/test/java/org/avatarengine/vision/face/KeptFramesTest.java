package org.avatarengine.vision.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptFramesTest {

  private final Track nobody = new Track(0, new Box(0, 0, 1, 1));

  @ParameterizedTest
  @CsvSource({"1280,720,8", "1920,1080,8", "2560,1440,4", "3840,2160,2", "5000,4000,1"})
  void shouldStayWithinTheBudgetWhenPicturesAreLarge(int width, int height, int expected) {
    // Given
    var kept = new KeptFrames(8);
    // The pictures share their pixels here, which the budget does not know.
    byte[] rgb = new byte[width * height * 3];

    // When
    for (int look = 0; look < 12; look++) {
      var image = UprightImage.of(new RgbRaster(width, height, rgb));
      kept.offer(new KeptFrames.Kept(look, new ImagePyramid(image), List.of()), nobody);
    }

    // Then
    assertThat(kept.all()).hasSize(expected);
    assertThat(kept.all().stream().mapToLong(KeptFrames.Kept::bytes).sum())
        .isLessThanOrEqualTo(expected == 1 ? Long.MAX_VALUE : KeptFrames.BUDGET);
  }
}
