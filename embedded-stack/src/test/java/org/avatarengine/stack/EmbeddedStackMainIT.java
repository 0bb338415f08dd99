package org.avatarengine.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as the script runs it: a process of its own. */
class EmbeddedStackMainIT {
  private static final Duration READY = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Process stack;
  private Path output;

  @BeforeEach
  void letEveryoneIn() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    output = folder.resolve("output");
  }

  @AfterEach
  void end() throws Exception {
    if (stack != null && stack.isAlive()) {
      stack.destroy();
      stack.waitFor(20, TimeUnit.SECONDS);
      stack.destroyForcibly();
    }
  }

  @Test
  void shouldEndOrphansAndKeepRowsWhenItsJvmWasKilled() throws Exception {
    // Given
    start(List.of());
    awaitReady();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept as select 42 as answer");
    }
    List<ProcessHandle> orphans = children();
    stack.destroyForcibly();
    stack.waitFor(10, TimeUnit.SECONDS);
    assertThat(orphans).hasSize(2).allMatch(ProcessHandle::isAlive);

    // When
    try (EmbeddedStack next =
        EmbeddedStack.start(
            StackSettings.in(folder.resolve("data")).withPorts(port("postgres"), 0, 0))) {

      // Then
      assertThat(EmbeddedStackIT.number(next, "select answer from kept")).isEqualTo(42);
      await().atMost(READY).until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenAskedToStop() throws Exception {
    // Given
    start(List.of());
    awaitReady();
    List<ProcessHandle> children = children();

    // When
    stack.destroy();

    // Then
    assertThat(stack.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(stack.exitValue()).isEqualTo(128 + 15);
    assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(folder.resolve("data/endpoints.env")).doesNotExist();
    assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void shouldLeaveNothingBehindWhenAskedToStopInTheMiddleOfItsStart() throws Exception {
    // Given
    start(List.of());
    Path redis = folder.resolve("data/run/redis.pid");
    await().atMost(READY).until(() -> ChildProcess.recorded(redis).isPresent());
    ProcessHandle child = ChildProcess.recorded(redis).orElseThrow();

    // When
    stack.destroy();

    // Then
    assertThat(stack.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.isAlive()).isFalse();
    assertThat(ChildProcess.recorded(folder.resolve("data/run/postgres.pid"))).isEmpty();
  }

  @Test
  void shouldPrintOneLineAndExitWhenAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      start(List.of(), "--kafka-port", Integer.toString(taken.getLocalPort()));

      // Then
      assertThat(stack.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(stack.exitValue()).isEqualTo(1);
      assertThat(Files.readString(output))
          .isEqualTo(
              "Port "
                  + taken.getLocalPort()
                  + ", wanted by Kafka, is already in use on 127.0.0.1.\n");
    }
  }

  @Test
  void shouldStopWholeWhenAChildIsKilled() throws Exception {
    // Given
    start(List.of());
    awaitReady();
    List<ProcessHandle> children = children();

    // When
    children.getFirst().destroyForcibly();

    // Then
    assertThat(stack.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(stack.exitValue()).isEqualTo(1);
    assertThat(Files.readString(output)).contains("ended unexpectedly; the embedded stack stops.");
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void shouldRunPostgresUnprivilegedWhenRootMayNotMakeNamespaces() throws Exception {
    // Given
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path path = Files.createDirectories(folder.resolve("path"));
    Path shim = Files.writeString(path.resolve("unshare"), "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));

    // When
    start(List.of(path.toString()));
    awaitReady();

    // Then
    try (Connection connection = connect()) {
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(Files.getAttribute(folder.resolve("data/postgres"), "unix:uid")).isEqualTo(65_534);
  }

  private void start(List<String> pathFirst, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                EmbeddedStackMain.class.getName(),
                "--data",
                folder.resolve("data").toString()));
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    List<String> path = new ArrayList<>(pathFirst);
    path.add(System.getenv("PATH"));
    builder.environment().put("PATH", String.join(":", path));
    stack = builder.start();
  }

  /** The stack as packaged: without the tests' libraries. */
  private static String classPath() throws Exception {
    Path code =
        Path.of(
            EmbeddedStackMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return code + ":" + Path.of("target/lib").toAbsolutePath() + "/*";
  }

  private void awaitReady() {
    await()
        .atMost(READY)
        .until(
            () -> {
              assertThat(stack.isAlive()).as(() -> read(output)).isTrue();
              return Files.exists(folder.resolve("data/endpoints.env"));
            });
  }

  /** Postgres first, then Redis. */
  private List<ProcessHandle> children() {
    Path run = folder.resolve("data/run");
    return List.of(
        ChildProcess.recorded(run.resolve("postgres.pid")).orElseThrow(),
        ChildProcess.recorded(run.resolve("redis.pid")).orElseThrow());
  }

  private Connection connect() throws Exception {
    Properties endpoints = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("data/endpoints.env"))) {
      endpoints.load(in);
    }
    return DriverManager.getConnection(
        endpoints.getProperty("QUARKUS_DATASOURCE_JDBC_URL"),
        endpoints.getProperty("QUARKUS_DATASOURCE_USERNAME"),
        endpoints.getProperty("QUARKUS_DATASOURCE_PASSWORD"));
  }

  /** The port of the killed run: an orphan on it would stop the next one. */
  private int port(String engine) throws Exception {
    String urls = Files.readString(folder.resolve("data/endpoints.env"));
    var found = Pattern.compile(engine + "ql://127.0.0.1:(\\d+)").matcher(urls);
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
