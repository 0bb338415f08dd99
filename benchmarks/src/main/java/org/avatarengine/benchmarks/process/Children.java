package org.avatarengine.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.avatarengine.benchmarks.BrokenRunException;

/** Runs programs whose output goes to a log, and takes them along when this program ends early. */
public final class Children {

  private static final int TAIL_LINES = 12;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "end-children"));
  }

  private Children() {}

  /**
   * Runs a program to its end.
   *
   * @throws BrokenRunException with the end of its log if it fails or takes longer than the limit
   */
  public static void run(String what, ProcessBuilder builder, Path log, Duration limit)
      throws IOException, InterruptedException {
    int status = statusOf(what, builder, log, limit);
    if (status != 0) {
      throw new BrokenRunException(
          "%s ended with %d; the end of %s:%n%s".formatted(what, status, log, tail(log)));
    }
  }

  private static int statusOf(String what, ProcessBuilder builder, Path log, Duration limit)
      throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    RUNNING.add(process);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BrokenRunException(
            "%s took longer than %d s; the end of %s:%n%s"
                .formatted(what, limit.toSeconds(), log, tail(log)));
      }
      return process.exitValue();
    } finally {
      end(process);
      RUNNING.remove(process);
    }
  }

  /**
   * Runs a class of this program in a JVM of its own.
   *
   * @param temporary the JVM's folder for temporary files
   */
  public static void runJava(
      String what,
      Path temporary,
      List<String> flags,
      Class<?> main,
      List<String> arguments,
      Path log,
      Duration limit)
      throws IOException, InterruptedException {
    run(what, java(temporary, flags, main, arguments), log, limit);
  }

  /**
   * Starts a class of this program in a JVM of its own that is talked to over its standard streams;
   * what it writes to the error stream goes to the log.
   */
  public static Process startJava(
      Path temporary, List<String> flags, Class<?> main, List<String> arguments, Path log)
      throws IOException {
    return start(java(temporary, flags, main, arguments), log);
  }

  /** Starts a program that is talked to; {@link #stop} ends it, and so does this program's end. */
  public static Process start(ProcessBuilder builder, Path log) throws IOException {
    Process process = builder.redirectError(log.toFile()).start();
    RUNNING.add(process);
    return process;
  }

  /** Ends a program that was started, and waits until it is gone. */
  public static void stop(Process process) throws InterruptedException {
    end(process);
    process.waitFor(10, TimeUnit.SECONDS);
    RUNNING.remove(process);
  }

  private static ProcessBuilder java(
      Path temporary, List<String> flags, Class<?> main, List<String> arguments) {
    var command =
        Stream.of(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + temporary,
                    "-Djava.awt.headless=true",
                    "--enable-native-access=ALL-UNNAMED"),
                flags.stream(),
                Stream.of("-cp", System.getProperty("java.class.path"), main.getName()),
                arguments.stream())
            .flatMap(part -> part)
            .toList();
    var builder = new ProcessBuilder(command);
    // ONNX Runtime reads it from the environment only.
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return builder;
  }

  /** Ends all that run, and waits until they are gone. */
  public static void endAll() {
    for (Process process : RUNNING) {
      end(process);
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void end(Process process) {
    // A benchmark's forks are children of the child.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** The end of a log, for a message. */
  public static String tail(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}
