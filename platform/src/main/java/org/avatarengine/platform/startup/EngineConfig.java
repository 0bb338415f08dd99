package org.avatarengine.platform.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for the whole engine. */
@ConfigMapping(prefix = "avatar")
public interface EngineConfig {

  /** {@code local} or {@code production}. */
  @WithDefault("production")
  Mode mode();
}
