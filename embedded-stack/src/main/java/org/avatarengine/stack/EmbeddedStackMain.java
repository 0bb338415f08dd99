package org.avatarengine.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs the stack until SIGTERM. When it is ready, a file of {@code NAME=value} lines appears that
 * tells services where the engines are; it goes away with the stack. A start that fails prints one
 * line and exits with 1.
 */
public final class EmbeddedStackMain {
  private static final String USAGE =
      """
      usage: embedded-stack --data FOLDER [--endpoints FILE] [--postgres-port N] [--redis-port N]
                            [--kafka-port N] [--fresh]""";

  private EmbeddedStackMain() {}

  /** See the usage text. */
  public static void main(String[] args) {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    // Kept before anything can fail: one line for a person, never a stack trace.
    Arguments arguments;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException wrong) {
      fail(wrong.getMessage() + "\n" + USAGE, 2);
      return;
    }
    long begun = System.nanoTime();
    EmbeddedStack stack;
    try {
      stack = EmbeddedStack.start(arguments.settings());
    } catch (StackStartException failure) {
      fail(failure.getMessage(), 1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(arguments::withdraw, "endpoints-withdraw"));
    try {
      arguments.publish(stack.endpoints());
    } catch (IOException failure) {
      fail(
          "The file "
              + arguments.endpoints()
              + " cannot be written: "
              + StackFolder.reason(failure)
              + ".",
          1);
      return;
    }
    System.out.printf(
        "embedded-stack ready seconds=%.1f %s%n",
        (System.nanoTime() - begun) / 1e9, stack.endpoints());
    String lost = stack.lost().join();
    fail(lost + " ended unexpectedly; the embedded stack stops.", 1);
  }

  private static void fail(String line, int status) {
    System.err.println(line);
    System.exit(status);
  }

  /** The command line, read. */
  record Arguments(StackSettings settings, Path endpoints) {

    static Arguments parse(String[] args) {
      Path data = null;
      Path endpoints = null;
      int postgres = 0;
      int redis = 0;
      int kafka = 0;
      boolean fresh = false;
      for (int i = 0; i < args.length; i++) {
        String name = args[i];
        if (name.equals("--fresh")) {
          fresh = true;
          continue;
        }
        if (i + 1 == args.length) {
          throw new IllegalArgumentException("What is " + name + "?");
        }
        String value = args[++i];
        switch (name) {
          case "--data" -> data = Path.of(value);
          case "--endpoints" -> endpoints = Path.of(value).toAbsolutePath();
          case "--postgres-port" -> postgres = port(name, value);
          case "--redis-port" -> redis = port(name, value);
          case "--kafka-port" -> kafka = port(name, value);
          default -> throw new IllegalArgumentException("What is " + name + "?");
        }
      }
      if (data == null) {
        throw new IllegalArgumentException("--data is missing.");
      }
      return new Arguments(
          StackSettings.in(data).withPorts(postgres, redis, kafka).withFresh(fresh),
          endpoints == null ? data.toAbsolutePath().resolve("endpoints.env") : endpoints);
    }

    private static int port(String name, String value) {
      if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
        throw new IllegalArgumentException(name + " must be a port, not " + value + ".");
      }
      return Integer.parseInt(value);
    }

    /** Appears whole or not at all, readable by its owner only: it holds the database password. */
    void publish(StackEndpoints running) throws IOException {
      String text =
          running.toEnvironment().entrySet().stream()
              .map(Map.Entry::toString)
              .collect(Collectors.joining("\n", "", "\n"));
      Path half = endpoints.resolveSibling(endpoints.getFileName() + ".new");
      Files.deleteIfExists(half);
      Files.createFile(
          half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(half, text, StandardCharsets.US_ASCII);
      Files.move(
          half, endpoints, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void withdraw() {
      try {
        Files.deleteIfExists(endpoints);
      } catch (IOException ignored) {
        // Readers check that the stack lives.
      }
    }
  }
}
