package org.avatarengine.systemtests.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The engine as a newcomer starts it: {@code ./avatar up} with a data folder of its own and free
 * ports. One for the whole test run; stopped when the JVM ends.
 */
public final class RunningEngine {

  private static final Duration START = Duration.ofMinutes(8);
  static final String ADMIN_PASSWORD = "admin-of-the-system-tests";

  /** The instance name of an animation service that a test may start beside the engine's own. */
  public static final String SECOND_ANIMATION = "second";

  private static final List<String> LIMITS =
      List.of("READS", "REGISTRATIONS", "CHANGES", "MODELS", "PHOTO_BASED", "SIGN_INS", "ADDRESS");

  private static RunningEngine shared;

  private final Path root;
  private final Path data;
  private final int turnPort = FreePort.find();
  private final int secondAnimationPort = FreePort.find();
  private Map<String, String> ports = Map.of();

  private RunningEngine(Path root, Path data) {
    this.root = root;
    this.data = data;
  }

  /** The engine that all tests share, started at the first call. */
  public static synchronized RunningEngine shared() {
    if (shared == null) {
      try {
        Path root = Path.of(System.getProperty("avatar.root")).toRealPath();
        RunningEngine engine = new RunningEngine(root, Files.createTempDirectory("avatar-st-"));
        Runtime.getRuntime().addShutdownHook(new Thread(engine::stopAndRemove));
        engine.up();
        shared = engine;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /** Runs {@code ./avatar up} and reads the ports it chose. */
  public String up() {
    String output = script(START, "up");
    ports = readPorts();
    return output;
  }

  public String down() {
    return script(Duration.ofMinutes(2), "down");
  }

  /** Runs the script; fails with its output when it does not end with 0. */
  public String script(Duration limit, String... arguments) {
    Result result = run(limit, arguments);
    if (result.status() != 0) {
      throw new AssertionError(
          "./avatar "
              + String.join(" ", arguments)
              + " ended with "
              + result.status()
              + ":\n"
              + result.output());
    }
    return result.output();
  }

  /** How a run of the script ended. */
  public record Result(int status, String output) {}

  public Result run(Duration limit, String... arguments) {
    try {
      Path log = Files.createTempFile(data, "script-", ".log");
      List<String> command = new java.util.ArrayList<>(List.of(root.resolve("avatar").toString()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("AVATAR_DATA", data.toString());
      builder.environment().put("AVATAR_PORTS", "auto");
      // A suite makes more requests in a minute than a person may.
      for (String each : LIMITS) {
        builder.environment().put("AVATAR_GATEWAY_LIMIT_" + each, "1000000/1m");
      }
      // What is tested is what the build has just packaged.
      builder.environment().put("AVATAR_BUILD", "never");
      builder.environment().put("AVATAR_GATEWAY_ADMIN_PASSWORD", ADMIN_PASSWORD);
      tellOfWhatTestsMayStart(builder.environment());
      Process process = builder.start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("no end after " + limit + ":\n" + Files.readString(log));
      }
      return new Result(process.exitValue(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A relay and a second animation service: the engine knows where they would be. */
  private void tellOfWhatTestsMayStart(Map<String, String> environment) {
    environment.put("AVATAR_TURN_URLS", "turn:127.0.0.1:" + turnPort + "?transport=udp");
    environment.put(
        "AVATAR_GATEWAY_PROXY_ANIMATION_INSTANCES",
        SECOND_ANIMATION + "=http://127.0.0.1:" + secondAnimationPort);
  }

  /** Where the engine tells browsers that its relay is; a test that needs one starts it. */
  public int turnPort() {
    return turnPort;
  }

  /** The secret that the relay has to share with the engine. */
  public String turnSecret() {
    try {
      return Files.readString(data.resolve("keys/turn-secret")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the gateway looks for the animation service {@link #SECOND_ANIMATION}. */
  public int secondAnimationPort() {
    return secondAnimationPort;
  }

  public Path logFolder() {
    return data.resolve("logs");
  }

  /** The process of a service. */
  public ProcessHandle process(String service) {
    try {
      String pid =
          Files.readString(data.resolve("run").resolve(module(service) + ".pid"))
              .strip()
              .split("\\s+")[0];
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI gateway() {
    return URI.create("http://127.0.0.1:" + port("gateway"));
  }

  /** The port of a service or engine: {@code gateway}, {@code ml-worker}, {@code redis} … */
  public int port(String name) {
    String key = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    return Integer.parseInt(ports.get(key));
  }

  public Path blobs() {
    return data.resolve("blobs");
  }

  public Path data() {
    return data;
  }

  /** A value of the file in which the embedded engines say how to reach them. */
  String endpoint(String name) {
    try (var files = Files.find(data, 4, (path, is) -> path.endsWith("endpoints.env"))) {
      Path file = files.findFirst().orElseThrow();
      return Files.readAllLines(file).stream()
          .map(line -> line.replaceFirst("^export ", ""))
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1).replaceAll("^['\"]|['\"]$", ""))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A service's log so far. */
  public String log(String service) {
    try {
      return Files.readString(data.resolve("logs").resolve(module(service) + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String module(String service) {
    return service.equals("ml-worker") || service.equals("embedded-stack")
        ? service
        : service + "-service";
  }

  /** {@code kill -9}, and waits until it is gone. */
  public void kill(String service) {
    ProcessHandle process = process(service);
    process.destroyForcibly();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Map<String, String> readPorts() {
    try {
      Map<String, String> read = new HashMap<>();
      for (String line : Files.readAllLines(data.resolve("ports.env"))) {
        int equals = line.indexOf('=');
        if (equals > 0 && !line.startsWith("#")) {
          read.put(
              line.substring(0, equals).replace("export ", "").strip(),
              line.substring(equals + 1).strip());
        }
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stopAndRemove() {
    Result stopped = run(Duration.ofMinutes(2), "down");
    if (stopped.status() == 0) {
      try (var files = Files.walk(data)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        System.err.println("left behind: " + data + " (" + e + ")");
      }
    } else {
      System.err.println(stopped.output());
    }
  }
}
