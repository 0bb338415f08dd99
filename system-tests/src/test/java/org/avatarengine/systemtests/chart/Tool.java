package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the machine, run for its verdict. */
final class Tool {

  private Tool() {}

  /**
   * The exit status and output of a command.
   *
   * @param status 0 is success
   * @param output both streams
   */
  record Outcome(int status, String output) {}

  /** Fails the calling test, saying what finds or installs the program, where it is missing. */
  static void require(String program) {
    assertThat(isPresent(program))
        .as("%s is on the PATH; ./avatar doctor says how to get it", program)
        .isTrue();
  }

  static boolean isPresent(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }

  static Outcome run(Path folder, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("tool", ".out");
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("no answer within 60 s: " + String.join(" ", command));
      }
      return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
