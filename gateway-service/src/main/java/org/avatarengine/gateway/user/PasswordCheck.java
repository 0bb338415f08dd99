package org.avatarengine.gateway.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.platform.startup.StartupCheck;

/** A production start has no demo user and no guessable admin. */
@ApplicationScoped
class PasswordCheck implements StartupCheck {

  private static final int MIN_ADMIN_PASSWORD = 12;

  private final Optional<String> demoPassword;
  private final Optional<String> adminPassword;

  PasswordCheck(IdentityConfig config) {
    this.demoPassword = config.demoPassword();
    this.adminPassword = config.adminPassword();
  }

  @Override
  public Optional<String> complaint() {
    if (demoPassword.isPresent()) {
      return Optional.of(
          "AVATAR_GATEWAY_DEMO_PASSWORD is set, but the demo user exists in local mode only; remove"
              + " it");
    }
    if (adminPassword.isPresent()
        && (adminPassword.get().length() < MIN_ADMIN_PASSWORD
            || adminPassword.get().equals(BootstrapUsers.DEFAULT_DEMO_PASSWORD))) {
      return Optional.of(
          "AVATAR_GATEWAY_ADMIN_PASSWORD is a default or shorter than "
              + MIN_ADMIN_PASSWORD
              + " characters; set a long random one (openssl rand -base64 24)");
    }
    return Optional.empty();
  }
}
