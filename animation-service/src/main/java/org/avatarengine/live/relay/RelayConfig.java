package org.avatarengine.live.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sessions of other instances are passed on to viewers here. */
@ConfigMapping(prefix = "avatar.animation.relay")
public interface RelayConfig {

  /** Whether this instance relays at all, and sends viewers that it has no place for to others. */
  @WithDefault("true")
  boolean enabled();

  /** Sessions that are relayed here at once. */
  @WithDefault("500")
  int max();

  /** Viewers of all relayed sessions together; from then on this instance says it has no room. */
  @WithDefault("2000")
  int maxViewers();

  /** A relayed session without viewers for this long ends. */
  @WithDefault("5S")
  Duration linger();

  /** A connection to the owner that takes longer to come about has failed. */
  @WithDefault("2S")
  Duration connectTimeout();

  /** An owner that has sent no frame for this long counts as gone. */
  @WithDefault("3S")
  Duration silence();

  /** The wait before the first new try; it doubles with each further one. */
  @WithDefault("100ms")
  Duration backoff();

  /** The longest wait before a new try. */
  @WithDefault("1S")
  Duration maxBackoff();

  /** After so long without an owner the viewers are sent away, to come back elsewhere. */
  @WithDefault("30S")
  Duration patience();

  /** How often the room for viewers is told to the others. */
  @WithDefault("500ms")
  Duration announceEvery();
}
