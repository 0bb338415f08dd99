package org.avatarengine.job.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient the board is. */
@ConfigMapping(prefix = "avatar.job.board")
public interface BoardSettings {

  /** Attempts of one series before a job is dead. */
  @WithDefault("3")
  int attempts();

  /** Pause before the second attempt. */
  @WithDefault("1s")
  Duration backoffBase();

  /** How many times longer each further pause is. */
  @WithDefault("4")
  double backoffFactor();

  /** Share of a pause by which it varies both ways, 0 to 1. */
  @WithDefault("0.2")
  double backoffJitter();

  /** How long a worker may stay silent before its attempt counts as failed. */
  @WithDefault("15s")
  Duration lease();

  /** How long a task may wait for a worker before its job is dead. */
  @WithDefault("10m")
  Duration queueLimit();
}
