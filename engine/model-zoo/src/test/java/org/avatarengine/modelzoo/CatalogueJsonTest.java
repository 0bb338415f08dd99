package org.avatarengine.modelzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueJsonTest {
  private static final CatalogueJson.Content CONTENT =
      new CatalogueJson.Content(
          "7",
          List.of(
              new ModelCard(
                  ModelId.POSE_DETECTION,
                  "a \"quoted\" näme.onnx",
                  "00ff",
                  5_000_000_000L,
                  "CC-BY-NC-4.0",
                  true,
                  "@scope/package@1/file",
                  "ff00",
                  List.of(new TensorCard("in", List.of(1, 2, 3), "float32")),
                  List.of(
                      new TensorCard("first", List.of(), "float32"),
                      new TensorCard("second", List.of(4), "float32")))));

  @Test
  void shouldReadWhatWasWrittenWhenRoundTripped() throws IOException {
    // Given
    String text = CatalogueJson.write(CONTENT);

    // When
    CatalogueJson.Content read = read(text);

    // Then
    assertThat(read).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"converter\": 1, \"models\": []}",
        "{\"converter\": \"1\", \"models\": [{}]}",
        "{\"converter\": \"1\", \"models\": [3]}",
        "{\"converter\": \"1\", \"models\": [",
        "{\"converter\": \"1\", \"models\": [], \"more\": 1}",
        "{\"converter\": \"1\", \"models\": [{\"id\": \"UNKNOWN\"}]}"
      })
  void shouldRefuseWhenFormIsAnother(String text) {
    // When / Then
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  private static CatalogueJson.Content read(String text) throws IOException {
    return CatalogueJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
