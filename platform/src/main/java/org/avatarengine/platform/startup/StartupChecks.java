package org.avatarengine.platform.startup;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;

/**
 * Asks every check before anything is served; in production a complaint ends the process with 1.
 */
@ApplicationScoped
class StartupChecks {

  private final EngineConfig config;
  private final Instance<StartupCheck> checks;

  StartupChecks(EngineConfig config, @Any Instance<StartupCheck> checks) {
    this.config = config;
    this.checks = checks;
  }

  void onStart(@Observes @Priority(1) StartupEvent event) {
    if (config.mode() == Mode.LOCAL) {
      return;
    }
    List<String> complaints =
        checks.stream().map(StartupCheck::complaint).flatMap(Optional::stream).sorted().toList();
    if (!complaints.isEmpty()) {
      // The one exception of which Quarkus prints nothing but the message before it ends with 1.
      throw new ConfigurationException(
          "avatar: cannot start in production mode: " + String.join(" | ", complaints));
    }
  }
}
