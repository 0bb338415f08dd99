package org.avatarengine.modelzoo.convert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.modelzoo.PublishedModels;
import org.avatarengine.modelzoo.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvertModelsTest {
  @TempDir Path folder;

  private ConvertModels conversion;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    conversion = ConvertModels.of(PublishedModels.packageFolder(), folder);
  }

  /** Fails too when the converter changed but its version did not: then the bundle is stale. */
  @Test
  void shouldWriteTheSameBytesWhenConvertingAgain() throws IOException {
    // When
    conversion.run();
    String first = catalogue();
    conversion.run();
    String second = catalogue();

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(ModelCatalogue.in(folder).cards()).isEqualTo(ModelCatalogue.bundled().cards());
    for (ModelId id : ModelId.values()) {
      assertThat(Sha256.of(Files.readAllBytes(folder.resolve(id.fileName()))))
          .isEqualTo(ModelCatalogue.bundled().card(id).sha256());
    }
  }

  @Test
  void shouldBeUpToDateOnlyWhenCatalogueAndFilesAgree() throws IOException {
    // Given
    boolean before = conversion.isUpToDate();
    conversion.run();
    boolean after = conversion.isUpToDate();

    // When
    Path model = folder.resolve(ModelId.SELFIE_SEGMENTATION.fileName());
    Files.write(model, new byte[] {1});
    boolean damaged = conversion.isUpToDate();

    // Then
    assertThat(before).isFalse();
    assertThat(after).isTrue();
    assertThat(damaged).isFalse();
  }

  @Test
  void shouldBeOutOfDateWhenAnotherConverterWroteTheCatalogue() throws IOException {
    // Given
    conversion.run();
    Path file = folder.resolve(ModelCatalogue.FILE);

    // When
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "\"converter\" : \"" + ConvertModels.VERSION + "\"", "\"converter\" : \"older\""));

    // Then
    assertThat(ModelCatalogue.in(folder).converter()).isEqualTo("older");
    assertThat(conversion.isUpToDate()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepWeightsAsHalfFloatsWhenConverted(ModelId id) throws IOException {
    // Given
    byte[] bytes = ModelCatalogue.bundled().read(id);

    // When
    OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(bytes);

    // Then
    long halves =
        model.getGraph().getInitializerList().stream()
            .filter(t -> t.getDataType() == OnnxMl.TensorProto.DataType.FLOAT16_VALUE)
            .mapToLong(t -> t.getRawData().size())
            .sum();
    long all =
        model.getGraph().getInitializerList().stream().mapToLong(t -> t.getRawData().size()).sum();
    assertThat(halves).isGreaterThan(all * 95 / 100);
  }

  private String catalogue() throws IOException {
    return Files.readString(folder.resolve(ModelCatalogue.FILE));
  }
}
