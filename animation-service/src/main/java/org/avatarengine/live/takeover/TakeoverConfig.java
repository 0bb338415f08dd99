package org.avatarengine.live.takeover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How sessions are kept for the case that their instance dies. */
@ConfigMapping(prefix = "avatar.animation.takeover")
public interface TakeoverConfig {

  /** Whether Redis is used at all; without it a session ends with its instance. */
  @WithDefault("true")
  boolean enabled();

  /** Where the gateway and other instances reach this one; the local HTTP port by default. */
  Optional<URI> url();

  /** An instance that has not renewed its lease for this long is dead. */
  @WithDefault("2500ms")
  Duration lease();

  /** How often the lease is renewed and orphans are looked for. */
  @WithDefault("500ms")
  Duration heartbeat();

  /** How often every session is written. */
  @WithDefault("1S")
  Duration snapshotEvery();

  /** How long a session without a living instance waits for one. */
  @WithDefault("10M")
  Duration keep();

  /** A call to Redis that takes longer has failed. */
  @WithDefault("1S")
  Duration timeout();
}
