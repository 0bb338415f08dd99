package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.time.Duration;

/** One way to strain the engine. */
public interface StressStage {

  /** As {@code --only} names it. */
  String name();

  /**
   * Strains it.
   *
   * @param time about how long
   * @throws IOException when the engine cannot be reached or refuses what it should not
   */
  StageResult run(Duration time) throws IOException, InterruptedException;
}
