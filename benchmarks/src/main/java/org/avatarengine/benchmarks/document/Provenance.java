package org.avatarengine.benchmarks.document;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when figures were measured.
 *
 * @param commit short hash, with {@code -dirty} where sources differ from it, or {@code unknown}
 * @param load the machine's load average over one minute just before
 */
public record Provenance(Instant time, String commit, Machine machine, double load) {

  /** Of a measurement that starts now. */
  public static Provenance now(Path root) throws IOException {
    return new Provenance(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        Commit.of(root),
        Machine.here(),
        Machine.load());
  }
}
