package org.avatarengine.live.ice;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.avatarengine.platform.startup.StartupCheck;

/** Whoever knows the secret may relay through the TURN servers, so it is nobody's default. */
@ApplicationScoped
class TurnSecretCheck implements StartupCheck {

  private static final int MIN_BYTES = 16;

  private final TurnConfig config;

  TurnSecretCheck(TurnConfig config) {
    this.config = config;
  }

  @Override
  public Optional<String> complaint() {
    boolean signs = config.urls().orElse(List.of()).stream().anyMatch(IceUrl::isTurn);
    String secret = config.secret();
    boolean weak =
        secret.equals(TurnConfig.DEFAULT_SECRET)
            || secret.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES;
    return signs && weak
        ? Optional.of(
            "AVATAR_TURN_SECRET is missing, the default or shorter than "
                + MIN_BYTES
                + " bytes; set it to coturn's static-auth-secret (openssl rand -base64 48)")
        : Optional.empty();
  }
}
