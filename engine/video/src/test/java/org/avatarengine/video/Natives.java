package org.avatarengine.video;

import java.nio.file.Path;
import java.time.Duration;

/** Settings of the tests, all with one place for the libraries. */
final class Natives {

  private Natives() {}

  static VideoSettings settings() {
    return settings(Duration.ofSeconds(20), Duration.ofSeconds(60), 2, 16_000_000);
  }

  static VideoSettings settings(Duration cpu, Duration wall, int processes, long workingPixels) {
    return new VideoSettings(
        Path.of("target", "video"),
        processes,
        Duration.ofSeconds(20),
        cpu,
        wall,
        1536L << 20,
        2,
        workingPixels);
  }
}
