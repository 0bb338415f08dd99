package org.avatarengine.registration.waiting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests wait for a verdict. */
@ConfigMapping(prefix = "avatar.registration.wait")
public interface WaitConfig {

  /** How long a request waits that does not say. */
  @WithDefault("10s")
  Duration usual();

  /** The longest wait that {@code Prefer: wait=n} gets. */
  @WithDefault("30s")
  Duration longest();

  /** How often the records of those who wait are read again, whatever woke them. */
  @WithDefault("250ms")
  Duration reread();

  /** How many may wait at once in one instance; more are answered 202 at once. */
  @WithDefault("1000")
  int places();
}
