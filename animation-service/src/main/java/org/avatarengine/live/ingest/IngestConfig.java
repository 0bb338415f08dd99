package org.avatarengine.live.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The UDP ports for tracking programs. */
@ConfigMapping(prefix = "avatar.animation.ingest")
public interface IngestConfig {

  /** Whether they are open. */
  @WithDefault("true")
  boolean enabled();

  /** The address to listen on. */
  @WithDefault("0.0.0.0")
  String host();

  /** The Live Link Face port; 0 picks a free one. */
  @WithDefault("11111")
  int port();

  /** The port to which VMC programs send; 0 picks a free one. */
  @WithDefault("39539")
  int vmcPort();

  /** The port to which iFacialMocap answers; 0 picks a free one. */
  @WithDefault("49983")
  int ifacialmocapPort();

  /** The port to which VTube Studio is asked to send; 0 picks a free one. */
  @WithDefault("0")
  int vtubeStudioPort();

  /**
   * What sessions say of where to send packets; without it the address to listen on, or the first
   * one of this machine's when that is the wildcard.
   */
  Optional<String> announcedHost();

  /** Packets a second from one address; more are dropped. */
  @WithDefault("600")
  int rate();

  /** Packets a second from one address that name no session; more are dropped unread. */
  @WithDefault("20")
  int unpairedRate();

  /** How long a source must be silent before another address may take its place. */
  @WithDefault("5S")
  Duration rebindAfter();

  /** Packets of a source that may wait for the session's next beat; more drop the oldest. */
  @WithDefault("64")
  int maxWaiting();
}
