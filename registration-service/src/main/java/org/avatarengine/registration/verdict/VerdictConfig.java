package org.avatarengine.registration.verdict;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what is kept, and how often it is looked after. */
@ConfigMapping(prefix = "avatar.registration.verdict")
public interface VerdictConfig {

  /** How long an avatar whose job is dead keeps its original, so that the job can be retried. */
  @WithDefault("24h")
  Duration deadHold();

  /** After how long without news a pending avatar's job is asked after. */
  @WithDefault("30s")
  Duration askAfter();

  /** After how long a pending avatar that has neither a job nor its original is given up. */
  @WithDefault("5m")
  Duration giveUpAfter();

  /** After how long a dry run that nobody waits for any more is removed. */
  @WithDefault("60s")
  Duration dryRunHold();
}
