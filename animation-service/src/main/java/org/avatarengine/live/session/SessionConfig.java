package org.avatarengine.live.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How many sessions there may be and how they live. */
@ConfigMapping(prefix = "avatar.animation.session")
public interface SessionConfig {

  /** Sessions on this instance; a further one is refused with 503. */
  @WithDefault("2000")
  int max();

  /** Sessions of one user on this instance; a further one is refused with 409. */
  @WithDefault("50")
  int maxPerUser();

  /** Viewers of one session on this instance, 1 to 10,000. */
  @WithDefault("200")
  int maxViewers();

  /** A session with neither viewer nor input for this long is closed. */
  @WithDefault("10M")
  Duration idleTimeout();

  /** How long the tokens of a new session are good for. */
  @WithDefault("12H")
  Duration tokenLife();

  /** The longest life that may be asked for. */
  @WithDefault("30D")
  Duration maxTokenLife();

  /** How much time the flight recorder keeps, at most ten minutes; zero records nothing. */
  @WithDefault("1M")
  Duration recordingTime();

  /** How many bytes of a session the flight recorder keeps. */
  @WithDefault("512K")
  MemorySize recordingSize();

  /** A folder with rigs, {@code *.json}; without it those of the engine alone. */
  Optional<Path> rigsFolder();

  /** A folder with animation presets, {@code *.json}; without it those of the engine alone. */
  Optional<Path> presetsFolder();
}
