package org.avatarengine.benchmarks.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Folders;
import org.avatarengine.benchmarks.process.Children;

/** The engine in a data folder of its own, on free ports of this machine, without rate limits. */
public final class BenchedEngine implements AutoCloseable {

  private static final String MARK = "avatar-data";
  private static final Duration FIRST_START = Duration.ofMinutes(30);
  private static final Duration STOP = Duration.ofMinutes(2);
  // What a person may have set for an engine of his own.
  private static final List<String> FOREIGN_SETTINGS =
      List.of("AVATAR_HOST", "AVATAR_BUILD", "AVATAR_ARCHIVES", "AVATAR_READY_SECONDS");
  private static final List<String> LIMITS =
      List.of("READS", "REGISTRATIONS", "CHANGES", "SIGN_INS", "ADDRESS");

  static final String ADMIN_PASSWORD = "admin-of-the-benchmarks";

  private final Folders folders;
  private final Path data;
  private volatile boolean up;
  private Map<String, String> ports = Map.of();
  private Map<String, String> settings = Map.of();

  public BenchedEngine(Folders folders) {
    this.folders = folders;
    this.data = folders.engineData();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAtExit, "stop-engine"));
  }

  /** After an interrupt: the engine would outlive this program. */
  private void stopAtExit() {
    if (!up) {
      return;
    }
    // A script that is at work holds the data folder.
    Children.endAll();
    try {
      var builder = new ProcessBuilder(folders.root().resolve("avatar").toString(), "down");
      builder.environment().put("AVATAR_DATA", data.toString());
      Process down = builder.redirectErrorStream(true).inheritIO().start();
      if (!down.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("bench: the engine in " + data + " did not stop");
      }
    } catch (IOException e) {
      System.err.println("bench: the engine in " + data + " was not stopped: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Makes sure that no other engine of this project runs: its load would be measured too.
   *
   * @throws BrokenRunException if one does
   */
  public void requireNoOther() throws IOException {
    String given = System.getenv("AVATAR_DATA");
    Path other = given == null ? folders.root().resolve(".avatar") : Path.of(given);
    for (Map.Entry<String, Long> process : recorded(other).entrySet()) {
      Path start = other.resolve("run").resolve(process.getKey() + ".start");
      if (Files.exists(start)
          && Files.readString(start).strip().equals(startTime(process.getValue()))) {
        throw new BrokenRunException(
            "Avatar Engine is running (%s, pid %d) and would be measured too: ./avatar down first"
                .formatted(process.getKey(), process.getValue()));
      }
    }
  }

  /**
   * In clock ticks since boot, or nothing: a number given to another program since is no engine.
   */
  private static String startTime(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name before the parenthesis may hold anything; the start is field 22 of proc(5).
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    } catch (IOException gone) {
      return "";
    }
  }

  /** Starts it empty; builds it first where the build is missing or stale. */
  public void startFresh() throws IOException, InterruptedException {
    down();
    up(FIRST_START, "up", "--fresh");
  }

  /** Starts it as delivered where it does not run yet, or runs with other settings. */
  public void requireUp() throws IOException, InterruptedException {
    requireUp(Map.of());
  }

  /**
   * Starts it where it does not run yet with these settings.
   *
   * @param settings environment of all services beside their own
   */
  public void requireUp(Map<String, String> settings) throws IOException, InterruptedException {
    if (up && !this.settings.equals(settings)) {
      down();
    }
    if (!up) {
      this.settings = Map.copyOf(settings);
      up(FIRST_START, "up");
    }
  }

  /**
   * Stops it and starts it again on the same data.
   *
   * @param settings environment of all services beside their own
   */
  public void restart(Map<String, String> settings) throws IOException, InterruptedException {
    down();
    this.settings = Map.copyOf(settings);
    up(Duration.ofMinutes(5), "up");
  }

  /** Starts it again, as a person would, and says how long the command took. */
  public Duration timedUp() throws IOException, InterruptedException {
    long start = System.nanoTime();
    up(Duration.ofMinutes(5), "up");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void up(Duration limit, String... arguments) throws IOException, InterruptedException {
    // Also a start that fails half-way is stopped in the end.
    up = true;
    script(limit, arguments);
    ports = readPorts();
  }

  public void down() throws IOException, InterruptedException {
    if (Files.isDirectory(data.resolve("run"))) {
      script(STOP, "down");
    }
    up = false;
  }

  private void script(Duration limit, String... arguments)
      throws IOException, InterruptedException {
    var command =
        Stream.concat(Stream.of(folders.root().resolve("avatar").toString()), Stream.of(arguments))
            .toList();
    var builder = new ProcessBuilder(command).directory(folders.root().toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("[A-Z_]+_PORT"));
    environment.keySet().removeAll(FOREIGN_SETTINGS);
    environment.put("AVATAR_DATA", data.toString());
    environment.put("AVATAR_PORTS", "auto");
    environment.put("AVATAR_GATEWAY_ADMIN_PASSWORD", ADMIN_PASSWORD);
    environment.putAll(settings);
    LIMITS.forEach(limited -> environment.put("AVATAR_GATEWAY_LIMIT_" + limited, "off"));
    Children.run(
        "./avatar " + String.join(" ", arguments),
        builder,
        folders.logs().resolve("avatar-" + arguments[0] + ".log"),
        limit);
  }

  public URI gateway() {
    return address("gateway");
  }

  /** Where a service answers: {@code gateway}, {@code face-cache} … */
  public URI address(String service) {
    return URI.create("http://127.0.0.1:" + port(service));
  }

  /** The port of a service or an engine under it. */
  public int port(String name) {
    String key = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    String port = ports.get(key);
    if (port == null) {
      throw new BrokenRunException(data.resolve("ports.env") + " does not name " + key);
    }
    return Integer.parseInt(port);
  }

  public String demoPassword() throws IOException {
    return Files.readString(data.resolve("demo-password")).strip();
  }

  public Path data() {
    return data;
  }

  /** The processes that the script recorded, by name of the service. */
  public Map<String, Long> processes() throws IOException {
    return recorded(data);
  }

  /**
   * Processor time of each service since it started, its child processes included; Postgres and
   * Redis count with the embedded stack.
   */
  public Map<String, Duration> processorTimes() throws IOException {
    Map<String, Duration> times = new LinkedHashMap<>();
    for (Map.Entry<String, Long> process : processes().entrySet()) {
      ProcessHandle root =
          ProcessHandle.of(process.getValue())
              .orElseThrow(() -> new BrokenRunException(process.getKey() + " has died"));
      Duration time =
          Stream.concat(Stream.of(root), root.descendants())
              .map(member -> member.info().totalCpuDuration().orElse(Duration.ZERO))
              .reduce(Duration.ZERO, Duration::plus);
      times.put(process.getKey(), time);
    }
    return times;
  }

  private static Map<String, Long> recorded(Path data) throws IOException {
    Path run = data.resolve("run");
    Map<String, Long> processes = new LinkedHashMap<>();
    if (!Files.isDirectory(run)) {
      return processes;
    }
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pid")).sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.pid$", "");
        processes.put(name, Long.valueOf(Files.readString(file).strip().split("\\s+", -1)[0]));
      }
    }
    return processes;
  }

  private Map<String, String> readPorts() throws IOException {
    Map<String, String> read = new LinkedHashMap<>();
    for (String line : Files.readAllLines(data.resolve("ports.env"))) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        read.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    return read;
  }

  /** Stops it and removes its data, logs too; after a failure they stay for a look. */
  public void remove() throws IOException, InterruptedException {
    down();
    if (!Files.exists(data.resolve(MARK))) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (up) {
      down();
    }
  }
}
