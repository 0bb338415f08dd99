package org.avatarengine.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Rate limits, each {@code requests/window} or {@code off}. Environment: {@code
 * AVATAR_GATEWAY_LIMIT_READS=100/1m} and so on; {@code AVATAR_GATEWAY_LIMIT_ADMIN_READS} for
 * admins. Users of role system have none.
 */
@ConfigMapping(prefix = "avatar.gateway.limit")
public interface LimitConfig {

  /** GET and HEAD. */
  @WithDefault("100/1m")
  Quota reads();

  /** POST /api/v1/avatars. */
  @WithDefault("60/1m")
  Quota registrations();

  /** POST /api/v1/avatars/photo-based. */
  @WithDefault("5/1h")
  Quota photoBased();

  /** GET /api/v1/avatars/{id}/model. */
  @WithDefault("20/1m")
  Quota models();

  /** Every other change. */
  @WithDefault("300/1m")
  Quota changes();

  Admin admin();

  /** Sign-ins per user name and address; a success starts anew. */
  @WithDefault("10/15m")
  Quota signIns();

  /** Sign-ins, refreshes and registrations of users per address. */
  @WithDefault("60/1m")
  Quota address();

  /** How long an answer of Redis may take; past it the request goes on uncounted. */
  @WithDefault("2s")
  Duration redisTimeout();

  /** How long Redis is left alone after it did not answer; then one request tries again. */
  @WithDefault("1s")
  Duration redisPause();

  /** The same limits for admins. */
  interface Admin {
    @WithDefault("1000/1m")
    Quota reads();

    @WithDefault("600/1m")
    Quota registrations();

    @WithDefault("50/1h")
    Quota photoBased();

    @WithDefault("200/1m")
    Quota models();

    @WithDefault("3000/1m")
    Quota changes();
  }
}
