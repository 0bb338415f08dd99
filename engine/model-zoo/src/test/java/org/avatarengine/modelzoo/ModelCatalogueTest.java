package org.avatarengine.modelzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCatalogueTest {
  private static final ModelId MODEL = ModelId.FACE_DETECTION_SHORT_RANGE;

  @TempDir Path folder;

  @Test
  void shouldListEveryModelWhenBundled() {
    // Given
    ModelCatalogue catalogue = ModelCatalogue.bundled();

    // When
    List<ModelCard> cards = catalogue.cards();

    // Then
    assertThat(cards).extracting(ModelCard::id).containsExactly(ModelId.values());
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveCataloguedBytesWhenRead(ModelId id) {
    // Given
    ModelCard card = ModelCatalogue.bundled().card(id);

    // When
    byte[] bytes = ModelCatalogue.bundled().read(id);

    // Then
    assertThat(Sha256.of(bytes)).isEqualTo(card.sha256());
    assertThat(bytes).hasSize((int) card.bytes());
  }

  @ParameterizedTest
  @EnumSource
  void shouldStateTermsAndOriginWhenAsked(ModelId id) {
    // Given
    ModelCatalogue catalogue = ModelCatalogue.bundled();

    // When
    ModelCard card = catalogue.card(id);

    // Then
    assertThat(card.licence()).isEqualTo("Apache-2.0");
    assertThat(card.researchOnly()).isFalse();
    assertThat(card.file()).isEqualTo(id.fileName());
    assertThat(card.source()).matches("@mediapipe/[a-z_]+@[0-9.]+/.+\\.tflite");
    assertThat(card.sourceSha256()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeOneColourImageWhenRun(ModelId id) {
    // Given
    ModelCatalogue catalogue = ModelCatalogue.bundled();

    // When
    List<TensorCard> inputs = catalogue.card(id).inputs();

    // Then
    assertThat(inputs).hasSize(1);
    List<Integer> shape = inputs.get(0).shape();
    assertThat(shape).hasSize(4).startsWith(1).endsWith(3);
    assertThat(inputs.get(0).type()).isEqualTo("float32");
  }

  @Test
  void shouldRefuseModelWhenOneBitIsWrong() throws IOException {
    // Given
    byte[] bytes = copyModel();
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve(MODEL.fileName()), bytes);
    ModelCatalogue catalogue = ModelCatalogue.in(folder);

    // When / Then
    assertThatThrownBy(() -> catalogue.read(MODEL))
        .isInstanceOf(ModelIntegrityException.class)
        .hasMessageContaining(MODEL.fileName())
        .hasMessageContaining("SHA-256");
  }

  @Test
  void shouldRefuseModelWhenItsFileIsMissing() throws IOException {
    // Given
    copyModel();
    Files.delete(folder.resolve(MODEL.fileName()));
    ModelCatalogue catalogue = ModelCatalogue.in(folder);

    // When / Then
    assertThatThrownBy(() -> catalogue.read(MODEL))
        .isInstanceOf(ModelIntegrityException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void shouldRefuseModelWhenCatalogueLacksIt() throws IOException {
    // Given
    copyModel();
    ModelCatalogue catalogue = ModelCatalogue.in(folder);

    // When / Then
    assertThatThrownBy(() -> catalogue.read(ModelId.POSE_DETECTION))
        .isInstanceOf(ModelIntegrityException.class)
        .hasMessageContaining("POSE_DETECTION");
  }

  @Test
  void shouldRefuseCatalogueWhenItIsDamaged() throws IOException {
    // Given
    copyModel();
    Path file = folder.resolve(ModelCatalogue.FILE);
    Files.writeString(file, Files.readString(file).replace("\"sha256\"", "\"sha1\""));

    // When / Then
    assertThatThrownBy(() -> ModelCatalogue.in(folder))
        .isInstanceOf(ModelIntegrityException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void shouldRefuseCatalogueWhenThereIsNone() {
    // When / Then
    assertThatThrownBy(() -> ModelCatalogue.in(folder))
        .isInstanceOf(ModelIntegrityException.class)
        .hasMessageContaining("no model catalogue");
  }

  private byte[] copyModel() throws IOException {
    ModelCatalogue bundled = ModelCatalogue.bundled();
    byte[] bytes = bundled.read(MODEL);
    Files.write(folder.resolve(MODEL.fileName()), bytes);
    Files.writeString(
        folder.resolve(ModelCatalogue.FILE),
        CatalogueJson.write(
            new CatalogueJson.Content(bundled.converter(), List.of(bundled.card(MODEL)))));
    return bytes;
  }
}
