package org.avatarengine.benchmarks.registration;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.Folders;
import org.avatarengine.benchmarks.process.Children;

/**
 * One run of the simulation in a JVM of its own.
 *
 * @param token access token of the user who registers
 * @param pictures folder with {@code 0.jpg}, {@code 1.jpg} …
 * @param seconds length of each phase
 */
record GatlingRun(
    Folders folders,
    URI gateway,
    String token,
    Path pictures,
    Map<RegistrationPhase, Integer> seconds) {

  /** What starting and the last answers may take beside the phases. */
  private static final int SPARE_SECONDS = 150;

  /**
   * Runs it.
   *
   * @return every request
   * @throws org.avatarengine.benchmarks.BrokenRunException if a request failed
   */
  List<TimedRequest> run() throws IOException, InterruptedException {
    Path times = folders.results().resolve("registration-times.txt");
    Files.deleteIfExists(times);
    Path tokenFile =
        Files.createTempFile(
            folders.temporary(),
            "token-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(tokenFile, token);
      int all = seconds.values().stream().mapToInt(Integer::intValue).sum();
      Children.runJava(
          "Gatling",
          folders.temporary(),
          flags(tokenFile, times),
          Gatling.class,
          List.of(
              "-s",
              RegistrationSimulation.class.getName(),
              "-rf",
              folders.work().resolve("gatling").toString(),
              "-nr"),
          folders.logs().resolve("gatling.log"),
          Duration.ofSeconds((long) all + SPARE_SECONDS));
    } finally {
      Files.delete(tokenFile);
    }
    return Files.readAllLines(times).stream().map(TimedRequest::of).toList();
  }

  private List<String> flags(Path tokenFile, Path times) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-D" + RegistrationSimulation.GATEWAY + "=" + gateway,
                "-D" + RegistrationSimulation.TOKEN_FILE + "=" + tokenFile,
                "-D" + RegistrationSimulation.PICTURES + "=" + pictures,
                "-D" + RegistrationSimulation.TIMES + "=" + times));
    if (Runtime.version().feature() >= 23) {
      // Gatling's network library still uses it.
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    seconds.forEach((phase, length) -> flags.add("-D" + phase.property() + "=" + length));
    return flags;
  }
}
