package org.avatarengine.benchmarks.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which sources were measured. */
final class Commit {

  private static final long LIMIT_SECONDS = 20;

  private Commit() {}

  /** The present commit, or {@code unknown} without git or outside of a repository. */
  static String of(Path root) {
    Optional<String> hash = git(root, "rev-parse", "--short=12", "HEAD");
    if (hash.isEmpty() || hash.get().isEmpty()) {
      return "unknown";
    }
    // The document itself changes with every measurement.
    Optional<String> changes =
        git(root, "status", "--porcelain", "--", ".", ":(exclude)docs/benchmarks.md");
    return changes.isPresent() && changes.get().isEmpty() ? hash.get() : hash.get() + "-dirty";
  }

  private static Optional<String> git(Path root, String... arguments) {
    var command = new java.util.ArrayList<>(List.of("git", "--no-optional-locks"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0
          ? Optional.of(new String(output, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
