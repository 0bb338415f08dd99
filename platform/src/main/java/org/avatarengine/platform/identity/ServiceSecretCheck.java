package org.avatarengine.platform.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.avatarengine.platform.startup.StartupCheck;

/** The secret between services is nobody's default. */
@ApplicationScoped
class ServiceSecretCheck implements StartupCheck {

  private final IdentityConfig config;

  ServiceSecretCheck(IdentityConfig config) {
    this.config = config;
  }

  @Override
  public Optional<String> complaint() {
    if (config.serviceSecret().equals(IdentityConfig.DEFAULT_SERVICE_SECRET)) {
      return Optional.of(
          "AVATAR_IDENTITY_SERVICE_SECRET is the default; set it to a random secret of at least 32"
              + " bytes (openssl rand -base64 48)");
    }
    if (config.jwksFile().isEmpty()) {
      return Optional.of(
          "AVATAR_IDENTITY_JWKS_FILE is not set; point it at the gateway's public keys");
    }
    return Optional.empty();
  }
}
