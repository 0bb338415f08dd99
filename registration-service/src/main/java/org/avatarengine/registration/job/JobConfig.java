package org.avatarengine.registration.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where job-service is. */
@ConfigMapping(prefix = "avatar.job")
public interface JobConfig {

  /** Base URL. */
  @WithDefault("http://localhost:8083")
  URI url();

  /** How long one call may take. */
  @WithDefault("2s")
  Duration timeout();

  /** How often a call that got no answer is made again. */
  @WithDefault("3")
  int retries();
}
