package org.avatarengine.modelzoo.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.avatarengine.modelzoo.tflite.ElementType;
import org.avatarengine.modelzoo.tflite.FlatTable;
import org.avatarengine.modelzoo.tflite.OperatorKind;
import org.avatarengine.modelzoo.tflite.Shape;
import org.avatarengine.modelzoo.tflite.Sparsity;
import org.avatarengine.modelzoo.tflite.Sparsity.Level;
import org.avatarengine.modelzoo.tflite.TfliteModel;
import org.avatarengine.modelzoo.tflite.TfliteOperator;
import org.avatarengine.modelzoo.tflite.TfliteTensor;
import org.junit.jupiter.api.Test;

class DensifyConverterTest {
  @Test
  void shouldFillGapsWithZerosWhenRowsAreCompressed() {
    // Given
    Sparsity sparsity =
        new Sparsity(
            List.of(0, 1),
            List.of(),
            List.of(
                new Level.Dense(3), new Level.Compressed(List.of(0, 2, 2, 3), List.of(0, 3, 1))));

    // When
    Constant dense = densified(Shape.of(3, 4), sparsity, 1, 2, 3);

    // Then
    assertThat(dense.floats()).containsExactly(1, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0);
  }

  @Test
  void shouldPlaceWholeBlocksWhenSparsityIsBlocked() {
    // Given
    Sparsity sparsity =
        new Sparsity(
            List.of(0, 1, 2, 3),
            List.of(0, 1),
            List.of(
                new Level.Dense(2),
                new Level.Compressed(List.of(0, 1, 2), List.of(1, 0)),
                new Level.Dense(2),
                new Level.Dense(2)));

    // When
    Constant dense = densified(Shape.of(4, 4), sparsity, 1, 2, 3, 4, 5, 6, 7, 8);

    // Then
    assertThat(dense.floats())
        .containsExactly(
            0, 0, 1, 2, //
            0, 0, 3, 4, //
            5, 6, 0, 0, //
            7, 8, 0, 0);
  }

  @Test
  void shouldRefuseWhenTensorIsDense() {
    // Given
    Conversion conversion = conversion(Shape.of(1), Optional.empty(), 1f);

    // When / Then
    assertThatThrownBy(() -> new DensifyConverter().convert(operator(), conversion))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("DENSIFY");
  }

  private static Constant densified(Shape shape, Sparsity sparsity, float... values) {
    Conversion conversion = conversion(shape, Optional.of(sparsity), values);
    new DensifyConverter().convert(operator(), conversion);
    return conversion.constant(1);
  }

  private static Conversion conversion(Shape shape, Optional<Sparsity> sparsity, float... values) {
    ByteBuffer data = Constant.of(Shape.of(values.length), values).data();
    return new Conversion(
        new TfliteModel(
            List.of(
                new TfliteTensor("sparse", shape, ElementType.FLOAT32, data, sparsity),
                new TfliteTensor(
                    "dense", shape, ElementType.FLOAT32, ByteBuffer.allocate(0), Optional.empty())),
            List.of(operator()),
            List.of(),
            List.of(1)));
  }

  private static TfliteOperator operator() {
    return new TfliteOperator(
        OperatorKind.DENSIFY,
        "",
        List.of(0),
        List.of(1),
        FlatTable.empty(),
        ByteBuffer.allocate(0));
  }
}
