package org.avatarengine.benchmarks.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.avatarengine.benchmarks.BrokenRunException;

/**
 * Live sessions of one user, made and removed by REST. Those that are left are removed when this is
 * closed. For one thread.
 */
final class Rooms implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 8;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /**
   * A session.
   *
   * @param subject what a Live Link source calls itself to drive it
   */
  record Room(String id, String viewerToken, String subject) {

    String stream() {
      return "/api/v1/sessions/" + id + "/stream?level=0";
    }

    String offer() {
      return "/api/v1/sessions/" + id + "/rtc/offer";
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final URI server;
  private final String token;
  private final List<Room> rooms = new ArrayList<>();

  /**
   * @param server the gateway or the animation service
   * @param token a user's access token
   */
  Rooms(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** The first so many sessions, made where they are missing. */
  List<Room> atLeast(int count) throws InterruptedException, IOException {
    int missing = count - rooms.size();
    if (missing > 0) {
      int from = rooms.size();
      rooms.addAll(all(missing, i -> open("BENCH-" + (from + i))));
    }
    return List.copyOf(rooms.subList(0, count));
  }

  /** Removes the newest sessions down to so many. */
  void keep(int count) throws InterruptedException, IOException {
    if (rooms.size() > count) {
      List<Room> closing = new ArrayList<>(rooms.subList(count, rooms.size()));
      rooms.subList(count, rooms.size()).clear();
      all(closing.size(), i -> remove(closing.get(i)));
    }
  }

  private Room open(String subject) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(java.util.Map.of("liveLinkSubject", subject, "fps", 60));
    JsonNode made =
        send(
            request("/api/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)),
            201);
    return new Room(
        made.path("sessionId").asText(), made.path("tokens").path("viewer").asText(), subject);
  }

  private Room remove(Room room) throws IOException, InterruptedException {
    send(request("/api/v1/sessions/" + room.id()).DELETE(), 204);
    return room;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest.Builder builder, int expected)
      throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<String> response =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != expected) {
      throw new BrokenRunException(
          "%s %s answered %d: %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  response.statusCode(),
                  response.body()));
    }
    return expected == 204 ? JSON.missingNode() : JSON.readTree(response.body());
  }

  private interface Call {
    Room of(int index) throws IOException, InterruptedException;
  }

  private List<Room> all(int count, Call call) throws InterruptedException, IOException {
    IntFunction<Future<Room>> start = i -> threads.submit(() -> call.of(i));
    List<Future<Room>> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(start.apply(i));
    }
    List<Room> done = new ArrayList<>();
    BrokenRunException broken = null;
    for (Future<Room> each : started) {
      try {
        done.add(each.get());
      } catch (ExecutionException e) {
        broken =
            e.getCause() instanceof BrokenRunException known
                ? known
                : new BrokenRunException("a session: " + e.getCause(), e.getCause());
      }
    }
    if (broken != null) {
      throw broken;
    }
    return done;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      keep(0);
    } finally {
      threads.shutdownNow();
      http.shutdownNow();
    }
  }
}
