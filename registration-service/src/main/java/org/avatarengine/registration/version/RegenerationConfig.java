package org.avatarengine.registration.version;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How faces are made anew. */
@ConfigMapping(prefix = "avatar.registration.regeneration")
public interface RegenerationConfig {

  /** How long a damaged face is left alone after its last version was ordered. */
  @WithDefault("5m")
  Duration damagedPause();
}
