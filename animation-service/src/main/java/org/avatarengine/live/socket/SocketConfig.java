package org.avatarengine.live.socket;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The WebSocket of a session. */
@ConfigMapping(prefix = "avatar.animation.socket")
public interface SocketConfig {

  /** How often a viewer is pinged. */
  @WithDefault("10S")
  Duration ping();

  /** A viewer from which nothing came for this long, pongs included, is closed with 4002. */
  @WithDefault("30S")
  Duration silence();

  /** The largest message that is taken. */
  @WithDefault("64K")
  MemorySize maxMessage();

  /** Messages of a viewer on another event loop that may wait for the session. */
  @WithDefault("64")
  int maxWaiting();

  /** Control messages that may wait for a viewer that does not read; more end the connection. */
  @WithDefault("64")
  int maxUnread();
}
