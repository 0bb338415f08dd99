package org.avatarengine.modelzoo.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.avatarengine.modelzoo.ModelCard;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.modelzoo.TensorCard;
import org.avatarengine.modelzoo.convert.TfliteFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The original file in the TFLite runtime against its conversion in ONNX Runtime, every output.
 * Three operators of the attention model are MediaPipe's own and not in that runtime; they are
 * supplied by {@link AttentionOperators}, written from MediaPipe's definition and by other means
 * than the conversion.
 */
class ParityTest {
  static Stream<Arguments> modelsAndImages() {
    return Stream.of(ModelId.values())
        .flatMap(id -> Stream.of(TestImage.values()).map(image -> Arguments.of(id, image)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("modelsAndImages")
  void shouldGiveTheNumbersOfTfliteWhenRunInOnnxRuntime(ModelId id, TestImage image)
      throws IOException, InterruptedException, OrtException {
    // Given
    assumeTrue(image.isAvailable(), "no test photos on this machine");
    ModelCard card = ModelCatalogue.bundled().card(id);
    float[] input = image.input(id, card.inputs().get(0).shape());
    Map<String, float[]> expected = TfliteRun.run(TfliteFiles.read(id), input);

    // When
    Map<String, float[]> actual = OnnxRun.run(id, input);

    // Then
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    for (TensorCard output : card.outputs()) {
      float[] wanted = expected.get(output.name());
      float[] found = actual.get(output.name());
      assertThat(wanted).as(output.name()).hasSize(elements(output.shape()));
      assertThat(found).as(output.name()).hasSameSizeAs(wanted);
      Tolerance.of(id, output.name()).check(wanted, found);
    }
  }

  private static int elements(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
