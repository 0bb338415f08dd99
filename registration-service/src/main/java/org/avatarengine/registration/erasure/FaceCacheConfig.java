package org.avatarengine.registration.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where face-cache-service is. */
@ConfigMapping(prefix = "avatar.face-cache")
public interface FaceCacheConfig {

  /** Base URL. */
  @WithDefault("http://localhost:8082")
  URI url();

  /** How long one call may take. */
  @WithDefault("3s")
  Duration timeout();
}
