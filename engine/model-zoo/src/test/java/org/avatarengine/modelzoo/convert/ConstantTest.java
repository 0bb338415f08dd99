package org.avatarengine.modelzoo.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.avatarengine.modelzoo.tflite.ElementType;
import org.avatarengine.modelzoo.tflite.Shape;
import org.junit.jupiter.api.Test;

class ConstantTest {
  @Test
  void shouldMoveElementsWhenPermuted() {
    // Given
    Constant constant = Constant.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    // When
    Constant transposed = constant.permuted(1, 0);

    // Then
    assertThat(transposed.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(transposed.floats()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void shouldComeBackWhenPermutedByTheInverse() {
    // Given
    float[] values = new float[2 * 3 * 4 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Constant constant = Constant.of(Shape.of(2, 3, 4, 5), values);

    // When
    Constant back = constant.permuted(0, 3, 1, 2).permuted(0, 2, 3, 1);

    // Then
    assertThat(back).isEqualTo(constant);
  }

  @Test
  void shouldWidenExactlyWhenElementsAreHalfFloats() {
    // Given
    ByteBuffer data = Constant.allocate(6);
    data.putShort((short) 0x3C00).putShort((short) 0xC100).putShort((short) 0x0001).flip();
    Constant constant = new Constant(ElementType.FLOAT16, Shape.of(3), data);

    // When
    float[] floats = constant.floats();

    // Then
    assertThat(floats).containsExactly(1f, -2.5f, 0x1p-24f);
  }

  @Test
  void shouldRefuseWhenBytesDoNotFillTheShape() {
    // When / Then
    assertThatThrownBy(() -> new Constant(ElementType.FLOAT32, Shape.of(3), Constant.allocate(8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
