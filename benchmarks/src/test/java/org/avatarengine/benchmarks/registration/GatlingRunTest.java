package org.avatarengine.benchmarks.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Folders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation in its own JVM, against a server that answers as the gateway does. */
class GatlingRunTest {

  private record Upload(String authorization, String body) {}

  @TempDir Path folder;

  private final Queue<Upload> uploads = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private HttpServer server;
  private volatile String verdict = "success";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/api/v1/avatars",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          uploads.add(
              new Upload(
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(body, StandardCharsets.ISO_8859_1)));
          byte[] answer =
              ("{\"registrationStatus\": \"" + verdict + "\"}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void shouldTimeEveryUploadWhenAllSucceed() throws Exception {
    // Given
    GatlingRun run = run();
    // When
    List<TimedRequest> requests = run.run();
    // Then
    assertThat(requests).hasSameSizeAs(uploads).allMatch(TimedRequest::ok);
    for (RegistrationPhase phase : RegistrationPhase.values()) {
      assertThat(requests).anyMatch(request -> request.phase() == phase);
    }
    assertThat(uploads)
        .allMatch(upload -> upload.authorization().equals("Bearer a-token"))
        .allMatch(upload -> upload.body().contains("name=\"file\"; filename=\"portrait.jpg\""))
        .allMatch(upload -> upload.body().contains("name=\"name\""))
        .anyMatch(upload -> upload.body().contains("first picture"))
        .anyMatch(upload -> upload.body().contains("second picture"));
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void shouldBreakWhenAVerdictIsNotSuccess() throws Exception {
    // Given
    verdict = "rejected";
    GatlingRun run = run();
    // When
    // Then
    assertThatThrownBy(run::run)
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("Gatling ended with 2");
  }

  private GatlingRun run() throws IOException {
    var folders = new Folders(folder, folder);
    for (Path needed : List.of(folders.temporary(), folders.logs(), folders.results())) {
      Files.createDirectories(needed);
    }
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    Files.writeString(pictures.resolve("0.jpg"), "first picture");
    Files.writeString(pictures.resolve("1.jpg"), "second picture");
    Map<RegistrationPhase, Integer> seconds = new EnumMap<>(RegistrationPhase.class);
    for (RegistrationPhase phase : RegistrationPhase.values()) {
      seconds.put(phase, 1);
    }
    URI gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new GatlingRun(folders, gateway, "a-token", pictures, seconds);
  }
}
