package org.avatarengine.facecache.tier;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The Redis tier. */
@ConfigMapping(prefix = "avatar.face-cache.redis")
public interface RedisConfig {

  /** How long a face stays. */
  @WithDefault("24h")
  Duration ttl();

  /** Larger entries are not put there. */
  @WithDefault("4M")
  MemorySize maxEntry();

  /** A read that takes longer is a miss. */
  @WithDefault("100ms")
  Duration timeout();

  /** A write that takes longer has failed. */
  @WithDefault("1s")
  Duration writeTimeout();

  /** After a failed call no read is tried for this long. */
  @WithDefault("1s")
  Duration rest();
}
