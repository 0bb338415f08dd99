package org.avatarengine.systemtests.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.avatarengine.systemtests.live.LiveClient.Session;

/**
 * Another instance of the animation service beside the engine's own: the same program with the same
 * environment, but with a name and ports of its own.
 */
final class SecondAnimation implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final Path log;
  private final Process process;
  private final Thread atEnd;

  private SecondAnimation(URI address, Path log, Process process) {
    this.address = address;
    this.log = log;
    this.process = process;
    this.atEnd = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  /** Starts it and waits until it is ready. */
  static SecondAnimation start(RunningEngine engine) {
    try {
      Path first = Path.of("/proc", Long.toString(engine.process("animation").pid()));
      Path log = engine.logFolder().resolve("animation-second.log");
      ProcessBuilder builder =
          new ProcessBuilder(strings(first.resolve("cmdline")))
              .directory(first.resolve("cwd").toRealPath().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      Map<String, String> environment = builder.environment();
      environment.clear();
      for (String line : strings(first.resolve("environ"))) {
        int equals = line.indexOf('=', 1);
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
      int port = engine.secondAnimationPort();
      environment.putAll(
          Map.of(
              "AVATAR_ANIMATION_INSTANCE",
              RunningEngine.SECOND_ANIMATION,
              "QUARKUS_HTTP_PORT",
              Integer.toString(port),
              "AVATAR_ANIMATION_RTC_PORT",
              "0",
              "AVATAR_ANIMATION_INGEST_PORT",
              "0",
              "AVATAR_ANIMATION_INGEST_VMC_PORT",
              "0",
              "AVATAR_ANIMATION_INGEST_IFACIALMOCAP_PORT",
              "0"));
      SecondAnimation second =
          new SecondAnimation(URI.create("http://127.0.0.1:" + port), log, builder.start());
      await()
          .atMost(START)
          .failFast(
              "it stopped", () -> assertThat(second.process.isAlive()).as(second.said()).isTrue())
          .until(second::isReady);
      return second;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of a file of the kernel, each of which ends with a zero. */
  private static List<String> strings(Path file) throws IOException {
    return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
  }

  private boolean isReady() {
    try {
      return send(HttpRequest.newBuilder(address.resolve("/health/ready")).GET()).statusCode()
          == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Begins a session here, not where the gateway would. */
  Session create(GatewayClient owner, Map<String, Object> request) {
    try {
      HttpResponse<byte[]> answer =
          send(
              HttpRequest.newBuilder(address.resolve("/api/v1/sessions"))
                  .header("Authorization", "Bearer " + owner.token())
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofByteArray(
                          GatewayClient.JSON.writeValueAsBytes(request))));
      assertThat(answer.statusCode())
          .as(new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo(201);
      return new Session(GatewayClient.JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    http.close();
    Runtime.getRuntime().removeShutdownHook(atEnd);
  }
}
