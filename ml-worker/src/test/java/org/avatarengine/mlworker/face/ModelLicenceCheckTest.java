package org.avatarengine.mlworker.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.avatarengine.modelzoo.ModelCard;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.junit.jupiter.api.Test;

class ModelLicenceCheckTest {

  @Test
  void shouldNameTheModelWhenItsWeightsAreForResearchOnly() {
    // Given
    ModelCard free = ModelCatalogue.bundled().card(ModelId.FACE_LANDMARKS);
    ModelCard restricted =
        new ModelCard(
            free.id(),
            "scrfd.onnx",
            free.sha256(),
            free.bytes(),
            "research only",
            true,
            free.source(),
            free.sourceSha256(),
            free.inputs(),
            free.outputs());
    // When / Then
    assertThat(ModelLicenceCheck.complaint(List.of(free, restricted)))
        .hasValueSatisfying(line -> assertThat(line).contains("scrfd.onnx").doesNotContain("\n"));
    assertThat(ModelLicenceCheck.complaint(ModelCatalogue.bundled().cards())).isEmpty();
  }
}
