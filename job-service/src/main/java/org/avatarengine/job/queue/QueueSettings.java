package org.avatarengine.job.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept, and how much one sweep does. */
@ConfigMapping(prefix = "avatar.job.queue")
public interface QueueSettings {

  /** How long an ended job is kept. */
  @WithDefault("24h")
  Duration retention();

  /** Every so often old jobs are removed. */
  @WithDefault("60s")
  Duration retentionSweep();

  /** How long a completed job stays in lists that do not ask for old ones. */
  @WithDefault("1h")
  Duration completedListed();

  /** How long a worker's progress may wait to be stored together with what follows. */
  @WithDefault("100ms")
  Duration progressLinger();

  /** Facts that may wait to be stored at a time; more are read from Kafka only afterwards. */
  @WithDefault("2000")
  int maxHeldFacts();

  /** How many alarms one sweep handles at most; the rest waits a second. */
  @WithDefault("200")
  int alarmsPerSweep();
}
