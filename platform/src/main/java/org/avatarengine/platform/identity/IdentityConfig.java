package org.avatarengine.platform.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How tokens are checked. */
@ConfigMapping(prefix = "avatar.identity")
public interface IdentityConfig {

  /** The secret that no production start accepts. */
  String DEFAULT_SERVICE_SECRET = "local-only-service-secret-change-me-0123456789";

  /** The gateway's public keys, a JWKS file; re-read every minute. */
  Optional<Path> jwksFile();

  /** What services sign their calls to each other with, at least 32 bytes. */
  String serviceSecret();

  /** Paths under {@code /api/} that need no token; a trailing {@code *} makes a prefix. */
  Optional<List<String>> openPaths();

  /**
   * Paths under {@code /api/} where the token of a live session is good too; a trailing {@code *}
   * makes a prefix.
   */
  Optional<List<String>> sessionPaths();

  /** How far clocks may differ, seconds. */
  @WithDefault("10")
  int clockSkewSeconds();
}
