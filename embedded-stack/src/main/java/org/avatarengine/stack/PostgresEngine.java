package org.avatarengine.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** Postgres as a child process, with one database and its owner. */
final class PostgresEngine implements Engine {
  private static final Duration INIT_WAIT = Duration.ofSeconds(60);
  private static final Duration START_WAIT = Duration.ofSeconds(60);

  /** Fast shutdown: open sessions are ended, commits are kept. */
  private static final String STOP_SIGNAL = "INT";

  private final StackFolder folder;
  private final Binaries binaries;
  private final int port;
  private final String password;
  private final boolean durable;
  // Written by the thread that starts, read by the one that stops: the end of the JVM may come in
  // between.
  private volatile ChildProcess child;
  private volatile boolean closed;

  PostgresEngine(
      StackFolder folder, Binaries binaries, int port, String password, boolean durable) {
    this.folder = folder;
    this.binaries = binaries;
    this.port = port;
    this.password = password;
    this.durable = durable;
  }

  @Override
  public String name() {
    return "Postgres";
  }

  /** Postgres records its process id in its own data; ours is the second record. */
  static boolean endOrphan(StackFolder folder) {
    String data = folder.postgres().toString();
    Path own = folder.postgres().resolve("postmaster.pid");
    boolean recordedByPostgres = ChildProcess.endOrphan(own, data, STOP_SIGNAL);
    boolean recordedByUs = ChildProcess.endOrphan(pidFile(folder), data, STOP_SIGNAL);
    try {
      // Whatever process bears that number now is not Postgres; a stale file would stop the start.
      Files.deleteIfExists(own);
    } catch (IOException failure) {
      throw new StackStartException(
          "The stale " + own + " cannot be removed: " + StackFolder.reason(failure) + ".", failure);
    }
    return recordedByPostgres || recordedByUs;
  }

  Optional<ProcessHandle> process() {
    return Optional.ofNullable(child).map(ChildProcess::handle);
  }

  @Override
  public void start() {
    try {
      Path home = binaries.postgres();
      PostgresUser user = PostgresUser.find(home.resolve("bin/postgres"));
      if (!Files.exists(folder.postgres())) {
        initialise(home, user);
      }
      checkVersion(home);
      user.own(folder.postgres());
      child =
          ChildProcess.start(
              user.command(serverCommand(home)),
              folder.postgres(),
              pidFile(folder),
              folder.freshLog("postgres"));
      if (closed) {
        child.stop(STOP_SIGNAL);
        throw new StackStartException("Postgres was stopped while starting.");
      }
      createDatabase();
    } catch (IOException failure) {
      throw new StackStartException(
          "Postgres cannot be started: " + StackFolder.reason(failure) + ".", failure);
    }
  }

  /** Into a folder beside the final one, so that an interrupted run leaves no half database. */
  private void initialise(Path home, PostgresUser user) throws IOException {
    Path half = folder.root().resolve("postgres.new");
    StackFolder.deleteTree(half);
    Files.createDirectories(half);
    user.own(half);
    Path secret = Files.createTempFile(folder.root().resolve("tmp"), "initdb", null);
    try {
      Files.writeString(secret, password, StandardCharsets.US_ASCII);
      user.own(secret);
      initialise(home, user, half, secret);
    } finally {
      Files.deleteIfExists(secret);
    }
    Files.move(half, folder.postgres());
  }

  private void initialise(Path home, PostgresUser user, Path half, Path secret) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + half,
                "--username=" + StackSettings.USER,
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!durable) {
      command.add("--no-sync");
    }
    Path log = folder.freshLog("initdb");
    Process initdb =
        new ProcessBuilder(user.command(command))
            .directory(folder.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!initdb.waitFor(INIT_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        initdb.destroyForcibly();
        throw new StackStartException(
            "Postgres could not set its data up within " + INIT_WAIT.toSeconds() + " s.");
      }
    } catch (InterruptedException interrupted) {
      initdb.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StackStartException("Postgres was interrupted while starting.", interrupted);
    }
    if (initdb.exitValue() != 0) {
      throw new StackStartException("Postgres could not set its data up: " + complaint(log));
    }
  }

  private static String complaint(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return lines.stream()
        .filter(line -> line.contains("error") || line.contains("FATAL") || line.contains("PANIC"))
        .findFirst()
        .orElse(lines.isEmpty() ? "no output" : lines.getLast());
  }

  private void checkVersion(Path home) throws IOException {
    Path file = folder.postgres().resolve("PG_VERSION");
    String data = Files.exists(file) ? Files.readString(file).strip() : "none";
    Process version =
        new ProcessBuilder(home.resolve("bin/postgres").toString(), "--version")
            .redirectErrorStream(true)
            .start();
    String words = new String(version.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (!words.contains(" " + data + ".")) {
      throw new StackStartException(
          folder.postgres()
              + " holds the data of Postgres "
              + data
              + ", this is "
              + words.strip()
              + ": start fresh or move the data away.");
    }
  }

  private List<String> serverCommand(Path home) {
    List<String> command =
        new ArrayList<>(
            List.of(home.resolve("bin/postgres").toString(), "-D", folder.postgres().toString()));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses=" + StackSettings.HOST,
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=120",
                "shared_buffers=32MB",
                "max_wal_size=256MB",
                // One machine without replicas: less log, fewer helper processes.
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_logical_replication_workers=0",
                "io_method=sync",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_min_messages=warning"));
    if (!durable) {
      settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
    }
    for (String setting : settings) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  private void createDatabase() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {StackSettings.HOST});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser(StackSettings.USER);
    source.setPassword(password);
    source.setConnectTimeout(2);
    source.setSocketTimeout(30);
    source.setGssEncMode("disable");
    source.setSslMode("disable");
    long deadline = System.nanoTime() + START_WAIT.toNanos();
    while (true) {
      if (Ports.isFree(port) && child.isAlive()) {
        // Not listening yet: spares a stack trace per try.
        giveUpAfter(deadline, "no connection");
        continue;
      }
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        try (var found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + StackSettings.DATABASE + "'")) {
          if (found.next()) {
            return;
          }
        }
        statement.execute("create database " + StackSettings.DATABASE);
        return;
      } catch (SQLException notYet) {
        if (!child.isAlive()) {
          throw new StackStartException(
              "Postgres stopped while starting: " + child.lastWords(), notYet);
        }
        giveUpAfter(deadline, notYet.getMessage());
      }
    }
  }

  private static void giveUpAfter(long deadline, String reason) {
    if (System.nanoTime() > deadline) {
      throw new StackStartException(
          "Postgres did not answer within " + START_WAIT.toSeconds() + " s: " + reason);
    }
    Pause.briefly("Postgres");
  }

  private static Path pidFile(StackFolder folder) {
    return folder.run().resolve("postgres.pid");
  }

  @Override
  public void close() {
    closed = true;
    if (child != null) {
      child.stop(STOP_SIGNAL);
    }
  }
}
