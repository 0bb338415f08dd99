package org.avatarengine.job.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the events socket. */
@ConfigMapping(prefix = "avatar.job.events")
public interface EventSettings {

  /** How long events are kept for those who come back. */
  @WithDefault("1h")
  Duration retention();

  /** Every so often old events are removed. */
  @WithDefault("60s")
  Duration retentionSweep();

  /** Connections of one instance. */
  @WithDefault("2000")
  int maxConnections();

  /** Connections of one user to one instance. */
  @WithDefault("20")
  int maxConnectionsPerUser();

  /** Avatars that one connection follows. */
  @WithDefault("64")
  int maxSubscriptions();

  /** Requests of one connection that wait for their turn. */
  @WithDefault("32")
  int maxWaitingRequests();

  /** Events read and held per connection at a time. */
  @WithDefault("100")
  int batch();

  /** How long one message may take to leave before the connection is closed as too slow. */
  @WithDefault("10s")
  Duration sendTimeout();

  /** Every so often a connection is pinged. */
  @WithDefault("20s")
  Duration ping();

  /** A connection that was silent for so long is closed. */
  @WithDefault("60s")
  Duration silence();
}
