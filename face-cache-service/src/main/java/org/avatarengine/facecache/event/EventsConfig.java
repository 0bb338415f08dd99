package org.avatarengine.facecache.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How {@code avatar.events} is followed. */
@ConfigMapping(prefix = "avatar.face-cache.events")
public interface EventsConfig {

  /** Out of contact with Kafka for longer than this, memory serves no hit. */
  @WithDefault("5s")
  Duration maxSilence();

  /** How often the broker is asked whether everything was read. */
  @WithDefault("1s")
  Duration checkEvery();

  /** How long it may take to answer. */
  @WithDefault("1s")
  Duration checkTimeout();
}
