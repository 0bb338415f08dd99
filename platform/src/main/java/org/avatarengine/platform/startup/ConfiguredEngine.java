package org.avatarengine.platform.startup;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Not a mapping of its own: one with the prefix {@code avatar} would claim every service's
 * settings.
 */
@ApplicationScoped
class ConfiguredEngine implements EngineConfig {

  private final Mode mode;

  ConfiguredEngine(@ConfigProperty(name = "avatar.mode", defaultValue = "production") Mode mode) {
    this.mode = mode;
  }

  @Override
  public Mode mode() {
    return mode;
  }
}
