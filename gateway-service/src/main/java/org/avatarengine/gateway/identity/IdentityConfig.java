package org.avatarengine.gateway.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Users, keys and tokens. */
@ConfigMapping(prefix = "avatar.gateway.identity")
public interface IdentityConfig {

  /**
   * The private signing keys, one file each: {@code *.pem} (PKCS#8, P-256) or {@code *.jwk}. The
   * greatest file name signs, so name them by date. Made in local mode (beside the public keys when
   * not given), mounted in production. Environment: {@code AVATAR_GATEWAY_KEYS_FOLDER}.
   */
  Optional<Path> keysFolder();

  /**
   * The password of user {@code demo}, in local mode only. Environment: {@code
   * AVATAR_GATEWAY_DEMO_PASSWORD}; {@code demo-avatar-engine} when not given.
   */
  Optional<String> demoPassword();

  /**
   * When given, user {@code admin} with this password exists. Environment: {@code
   * AVATAR_GATEWAY_ADMIN_PASSWORD}.
   */
  Optional<String> adminPassword();

  /** Whether anybody may create a user of role user for himself. */
  @WithDefault("false")
  boolean selfRegistration();

  /** How long an access token lives. */
  @WithDefault("15m")
  Duration accessTokenLife();

  /** How long a refresh token lives; each use gives a new one. */
  @WithDefault("30d")
  Duration refreshTokenLife();

  /** The longest life of a scoped token. */
  @WithDefault("12h")
  Duration scopedTokenLife();

  /** How long the gateway trusts what it knows of an API key; a revoked one works no longer. */
  @WithDefault("30s")
  Duration apiKeyCache();

  /** API keys that the cache holds at most. */
  @WithDefault("10000")
  int apiKeyCacheSize();

  /** Live API keys a user may have. */
  @WithDefault("50")
  int apiKeysPerUser();

  /** The work factor of bcrypt, 4 to 31; each step doubles the time. */
  @WithDefault("12")
  int bcryptCost();

  /** Threads that hash passwords. */
  @WithDefault("2")
  int hashThreads();

  /** Passwords that may wait for a thread; one more is answered with 503. */
  @WithDefault("16")
  int hashQueue();
}
