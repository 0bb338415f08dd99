package org.avatarengine.mlworker.face;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.avatarengine.modelzoo.ModelCard;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.platform.startup.StartupCheck;
import org.avatarengine.vision.detect.DetectorSlot;

/** A production start refuses weights that are licensed for research only. */
@ApplicationScoped
class ModelLicenceCheck implements StartupCheck {

  private final WorkerConfig config;
  private final DetectorChoice detector;

  ModelLicenceCheck(WorkerConfig config, DetectorChoice detector) {
    this.config = config;
    this.detector = detector;
  }

  @Override
  public Optional<String> complaint() {
    return config.models().allowResearchOnly()
        ? Optional.empty()
        : complaint(ModelCatalogue.bundled().cards(), detector.slot());
  }

  static Optional<String> complaint(List<ModelCard> cards, DetectorSlot detector) {
    List<String> restricted =
        Stream.concat(
                cards.stream().filter(ModelCard::researchOnly).map(ModelCard::file),
                Stream.of(detector).filter(DetectorSlot::researchOnly).map(DetectorSlot::name))
            .sorted()
            .toList();
    return restricted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "these models are licensed for research only: "
                + String.join(", ", restricted)
                + "; remove them or set AVATAR_ML_WORKER_MODELS_ALLOW_RESEARCH_ONLY=true");
  }
}
