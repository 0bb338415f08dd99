package org.avatarengine.mlworker.face;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.avatarengine.modelzoo.ModelCard;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.platform.startup.StartupCheck;

/** A production start refuses weights that are licensed for research only. */
@ApplicationScoped
class ModelLicenceCheck implements StartupCheck {

  private final WorkerConfig config;

  ModelLicenceCheck(WorkerConfig config) {
    this.config = config;
  }

  @Override
  public Optional<String> complaint() {
    return config.models().allowResearchOnly()
        ? Optional.empty()
        : complaint(ModelCatalogue.bundled().cards());
  }

  static Optional<String> complaint(List<ModelCard> cards) {
    List<String> restricted =
        cards.stream().filter(ModelCard::researchOnly).map(ModelCard::file).sorted().toList();
    return restricted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "these models are licensed for research only: "
                + String.join(", ", restricted)
                + "; remove them or set AVATAR_ML_WORKER_MODELS_ALLOW_RESEARCH_ONLY=true");
  }
}
