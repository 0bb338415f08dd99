package org.avatarengine.modelzoo.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
  @ParameterizedTest
  @CsvSource({
    // size, kernel, stride, dilation, before, after
    "128, 5, 2, 1, 1, 2",
    "128, 3, 2, 1, 0, 1",
    "127, 3, 2, 1, 1, 1",
    "64, 3, 1, 1, 1, 1",
    "64, 3, 1, 2, 2, 2",
    "64, 2, 2, 1, 0, 0",
    "64, 1, 2, 1, 0, 0"
  })
  void shouldPutTheOddCellLastWhenPaddingIsSame(
      int size, int kernel, int stride, int dilation, int before, int after) {
    // Given
    Window window = new Window(kernel, kernel, stride, stride, dilation, dilation);

    // When
    Padding padding = Padding.same(window, size, size);

    // Then
    assertThat(padding).isEqualTo(new Padding(before, before, after, after));
  }
}
