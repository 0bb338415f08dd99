package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.avatarengine.vision.image.RgbRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TurnTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, NONE",
    "0, 1, -1, 0, CLOCKWISE",
    "-1, 0, 0, -1, HALF",
    "0, -1, 1, 0, ANTICLOCKWISE",
    "-1, 0, 0, 1, MIRRORED",
    "1, 0, 0, -1, FLIPPED",
    "0, 1, 1, 0, TRANSPOSED",
    "0, -1, -1, 0, TRANSVERSED",
    "0, 0, 0, 0, NONE",
    "9, 2, -2, 9, NONE",
    "2, 9, -9, 2, CLOCKWISE"
  })
  void shouldTakeTheNearestOfEightWhenAMatrixIsGiven(int a, int b, int c, int d, Turn expected) {
    // When
    Turn turn = Turn.of(a, b, c, d);

    // Then
    assertThat(turn).isEqualTo(expected);
  }

  @Test
  void shouldMoveTheTopLeftPixelToTheTopRightWhenTurnedClockwise() {
    // Given
    byte[] rgb = new byte[50 * 40 * 3];
    rgb[0] = 7;

    // When
    RgbRaster turned = Turn.CLOCKWISE.apply(new RgbRaster(50, 40, rgb));

    // Then
    assertThat(turned.width()).isEqualTo(40);
    assertThat(turned.height()).isEqualTo(50);
    assertThat(turned.channel(39, 0, 0)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void shouldKeepEveryPixelWhenTurned(Turn turn) {
    // Given
    byte[] rgb = new byte[37 * 70 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i % 251);
    }

    // When
    RgbRaster turned = turn.apply(new RgbRaster(37, 70, rgb));

    // Then
    int[] before = new int[256];
    int[] after = new int[256];
    for (int i = 0; i < rgb.length; i++) {
      before[rgb[i] & 0xff]++;
      after[turned.rgb()[i] & 0xff]++;
    }
    assertThat(after).isEqualTo(before);
    assertThat(turned.width()).isEqualTo(turn.swapsSides() ? 70 : 37);
  }
}
