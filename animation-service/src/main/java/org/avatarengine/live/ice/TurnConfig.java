package org.avatarengine.live.ice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The relay servers (coturn with {@code use-auth-secret}). */
@ConfigMapping(prefix = "avatar.turn")
public interface TurnConfig {

  /** The secret that no production start accepts once there are TURN URLs. */
  String DEFAULT_SECRET = "local-only-turn-secret";

  /** The servers, STUN and TURN mixed; none by default. */
  Optional<List<IceUrl>> urls();

  /** The {@code static-auth-secret} that the TURN servers share with this service. */
  @WithDefault(DEFAULT_SECRET)
  String secret();

  /** How long a credential is good for. */
  @WithDefault("1h")
  Duration ttl();
}
