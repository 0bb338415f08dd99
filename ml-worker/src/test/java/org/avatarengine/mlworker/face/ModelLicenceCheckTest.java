package org.avatarengine.mlworker.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.avatarengine.modelzoo.ModelCard;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.modelzoo.ModelId;
import org.avatarengine.vision.detect.DetectorSlot;
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
    var bundled = new DetectorSlot.BlazeFace();
    var file =
        new DetectorSlot.OnnxFile(
            DetectorSlot.Layout.SCRFD,
            Path.of("det.onnx"),
            "research only",
            true,
            Optional.empty());
    // When / Then
    assertThat(ModelLicenceCheck.complaint(List.of(free, restricted), bundled))
        .hasValueSatisfying(line -> assertThat(line).contains("scrfd.onnx").doesNotContain("\n"));
    assertThat(ModelLicenceCheck.complaint(ModelCatalogue.bundled().cards(), bundled)).isEmpty();
    assertThat(ModelLicenceCheck.complaint(List.of(free), file))
        .hasValueSatisfying(line -> assertThat(line).contains("det.onnx"));
  }
}
