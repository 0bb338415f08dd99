package org.avatarengine.modelzoo.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The file read here is written with the FlatBuffers library, field by field. */
class TfliteReaderTest {
  @Test
  void shouldReadTensorsWhenFileIsWhole() {
    // Given
    byte[] file = file();

    // When
    TfliteModel model = TfliteReader.read(file);

    // Then
    assertThat(model.tensors()).extracting(TfliteTensor::name).containsExactly("image", "kernel");
    TfliteTensor image = model.tensors().get(0);
    assertThat(image.shape()).isEqualTo(Shape.of(1, 4, 6, 3));
    assertThat(image.type()).isEqualTo(ElementType.FLOAT32);
    assertThat(image.isConstant()).isFalse();
    TfliteTensor kernel = model.tensors().get(1);
    assertThat(kernel.type()).isEqualTo(ElementType.FLOAT16);
    assertThat(kernel.isConstant()).isTrue();
    assertThat(kernel.data().getShort(2)).isEqualTo((short) 0x0403);
    assertThat(model.inputs()).containsExactly(0);
    assertThat(model.outputs()).containsExactly(1);
  }

  @Test
  void shouldReadOperatorsWhenCodeIsAbove127() {
    // Given
    byte[] file = file();

    // When
    List<TfliteOperator> operators = TfliteReader.read(file).operators();

    // Then
    assertThat(operators)
        .extracting(TfliteOperator::kind)
        .containsExactly(OperatorKind.HARD_SWISH, OperatorKind.CUSTOM);
    assertThat(operators.get(0).inputs()).containsExactly(0, -1);
    assertThat(operators.get(0).options().intAt(1, 0)).isEqualTo(2);
    assertThat(operators.get(0).options().intAt(9, 77)).isEqualTo(77);
    assertThat(operators.get(1).customName()).isEqualTo("Invented");
    assertThat(operators.get(1).label()).isEqualTo("Invented");
    assertThat(operators.get(1).customOptions().getInt(0)).isEqualTo(0x0C0B0A09);
  }

  @Test
  void shouldReadSparsityWhenIndicesAreOfAnyWidth() {
    // Given
    byte[] file = file();

    // When
    Sparsity sparsity = TfliteReader.read(file).tensors().get(1).sparsity().orElseThrow();

    // Then
    assertThat(sparsity.traversalOrder()).containsExactly(0, 1);
    assertThat(sparsity.levels())
        .containsExactly(
            new Sparsity.Level.Dense(2),
            new Sparsity.Level.Compressed(List.of(0, 1, 2), List.of(200, 1)));
  }

  @Test
  void shouldRefuseWhenFileIsSomethingElse() {
    // When / Then
    assertThatThrownBy(
            () -> TfliteReader.read("<html>not a model</html>".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a TFLite file");
  }

  @Test
  void shouldRefuseWhenFileIsCutShort() {
    // Given
    byte[] file = file();
    byte[] cut = Arrays.copyOf(file, file.length * 2 / 3);

    // When / Then
    assertThatThrownBy(() -> TfliteReader.read(cut)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] file() {
    FlatBufferBuilder b = new FlatBufferBuilder();
    int swish =
        table(
            b,
            4,
            () -> {
              b.addByte(0, (byte) 117, 0);
              b.addInt(3, 117, 0);
            });
    int customName = b.createString("Invented");
    int custom =
        table(
            b,
            4,
            () -> {
              b.addByte(0, (byte) 32, 0);
              b.addOffset(1, customName, 0);
            });
    int codes = b.createVectorOfTables(new int[] {swish, custom});

    int weights = b.createByteVector(new byte[] {1, 2, 3, 4});
    int noData = table(b, 1, () -> {});
    int data = table(b, 1, () -> b.addOffset(0, weights, 0));
    int buffers = b.createVectorOfTables(new int[] {noData, data});

    int imageName = b.createString("image");
    int imageShape = ints(b, 1, 4, 6, 3);
    int image =
        table(
            b,
            8,
            () -> {
              b.addOffset(0, imageShape, 0);
              b.addOffset(3, imageName, 0);
            });
    int kernelName = b.createString("kernel");
    int kernelShape = ints(b, 2, 201);
    int sparsity = sparsity(b);
    int kernel =
        table(
            b,
            8,
            () -> {
              b.addOffset(0, kernelShape, 0);
              b.addByte(1, (byte) 1, 0);
              b.addInt(2, 1, 0);
              b.addOffset(3, kernelName, 0);
              b.addOffset(6, sparsity, 0);
            });
    int tensors = b.createVectorOfTables(new int[] {image, kernel});

    int options = table(b, 2, () -> b.addInt(1, 2, 0));
    int firstInputs = ints(b, 0, -1);
    int firstOutputs = ints(b, 1);
    int first =
        table(
            b,
            6,
            () -> {
              b.addOffset(1, firstInputs, 0);
              b.addOffset(2, firstOutputs, 0);
              b.addOffset(4, options, 0);
            });
    int customOptions = b.createByteVector(new byte[] {9, 10, 11, 12});
    int second =
        table(
            b,
            6,
            () -> {
              b.addInt(0, 1, 0);
              b.addOffset(5, customOptions, 0);
            });
    int operators = b.createVectorOfTables(new int[] {first, second});

    int inputs = ints(b, 0);
    int outputs = ints(b, 1);
    int graph =
        table(
            b,
            4,
            () -> {
              b.addOffset(0, tensors, 0);
              b.addOffset(1, inputs, 0);
              b.addOffset(2, outputs, 0);
              b.addOffset(3, operators, 0);
            });
    int graphs = b.createVectorOfTables(new int[] {graph});
    int model =
        table(
            b,
            5,
            () -> {
              b.addOffset(1, codes, 0);
              b.addOffset(2, graphs, 0);
              b.addOffset(4, buffers, 0);
            });
    b.finish(model, "TFL3");
    return b.sizedByteArray();
  }

  /** Two dimensions: all of the first, and indices as bytes and shorts in the second. */
  private static int sparsity(FlatBufferBuilder b) {
    int segmentValues = b.createByteVector(new byte[] {0, 1, 2});
    int segments = table(b, 1, () -> b.addOffset(0, segmentValues, 0));
    b.startVector(2, 2, 4);
    b.addShort((short) 1);
    b.addShort((short) 200);
    int indexValues = b.endVector();
    int indices = table(b, 1, () -> b.addOffset(0, indexValues, 0));
    int dense = table(b, 6, () -> b.addInt(1, 2, 0));
    int compressed =
        table(
            b,
            6,
            () -> {
              b.addByte(0, (byte) 1, 0);
              b.addByte(2, (byte) 3, 0);
              b.addOffset(3, segments, 0);
              b.addByte(4, (byte) 2, 0);
              b.addOffset(5, indices, 0);
            });
    int levels = b.createVectorOfTables(new int[] {dense, compressed});
    int order = ints(b, 0, 1);
    return table(
        b,
        3,
        () -> {
          b.addOffset(0, order, 0);
          b.addOffset(2, levels, 0);
        });
  }

  private static int table(FlatBufferBuilder b, int fields, Runnable content) {
    b.startTable(fields);
    content.run();
    return b.endTable();
  }

  private static int ints(FlatBufferBuilder b, int... values) {
    b.startVector(4, values.length, 4);
    for (int i = values.length - 1; i >= 0; i--) {
      b.addInt(values[i]);
    }
    return b.endVector();
  }
}
