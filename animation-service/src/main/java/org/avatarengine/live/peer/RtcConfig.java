package org.avatarengine.live.peer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The UDP port of all WebRTC peers. */
@ConfigMapping(prefix = "avatar.animation.rtc")
public interface RtcConfig {

  /** Whether there are any. */
  @WithDefault("true")
  boolean enabled();

  /** The address to listen on. */
  @WithDefault("0.0.0.0")
  String host();

  /** The port; 0 picks a free one. */
  @WithDefault("8767")
  int port();

  /**
   * Where peers reach the port, {@code host} or {@code host:port}, IPv6 in brackets: behind a NAT
   * or in a cluster. Without it the addresses of this machine.
   */
  Optional<List<String>> announced();

  /** Peers of this instance, 1 to 10,000; a further one is refused with 503. */
  @WithDefault("1000")
  int maxPeers();

  /** From the answer to an open channel. */
  @WithDefault("15S")
  Duration connectTimeout();

  /** A peer without a sign of life for this long is gone. */
  @WithDefault("30S")
  Duration consentTimeout();

  /** Messages of one peer that may wait for its session. */
  @WithDefault("64")
  int maxWaiting();
}
