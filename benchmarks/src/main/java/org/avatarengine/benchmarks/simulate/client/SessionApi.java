package org.avatarengine.benchmarks.simulate.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine's REST calls that a simulated client needs. Blocks; safe for several threads. */
public final class SessionApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int TRIES = 4;
  private static final long LONGEST_WAIT_S = 15;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private volatile String token = "";

  /**
   * @param base where sessions are made and watched: the gateway, or an animation-service
   */
  public SessionApi(URI base) {
    this.base = base;
  }

  /** Where it calls. */
  public URI base() {
    return base;
  }

  /** Calls from now on with that access token. */
  public void use(String accessToken) {
    this.token = accessToken;
  }

  /** The access token in use; empty for none. */
  public String token() {
    return token;
  }

  /**
   * Signs in and calls from now on as that user.
   *
   * @param gateway only it signs people in
   * @throws RefusedException when it says no
   */
  public void signIn(URI gateway, String user, String password)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("username", user).put("password", password);
    JsonNode answer = json(send("POST", gateway.resolve("/api/v1/auth/token"), "", body));
    token = answer.path("accessToken").asText();
  }

  /** What a session is to be like. */
  public record Order(
      String rig, int fps, String profile, String preset, Long seed, String liveLinkSubject) {

    /** 60 fps, 8 bits, the values as they come. */
    public static Order raw(long seed) {
      return new Order("arkit", 60, "EIGHT_BIT", "raw", seed, null);
    }
  }

  /** One UDP port that takes a session's packets. */
  public record Ingest(String dialect, String host, int port, String subject) {}

  /** A session that was made. */
  public record Made(
      String sessionId,
      String streamPath,
      String performerToken,
      String viewerToken,
      List<Ingest> ingest) {}

  /** Makes a session. */
  public Made create(Order order) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("rig", order.rig()).put("fps", order.fps()).put("profile", order.profile());
    if (order.preset() != null) {
      body.put("preset", order.preset());
    }
    if (order.seed() != null) {
      body.put("seed", order.seed());
    }
    if (order.liveLinkSubject() != null) {
      body.put("liveLinkSubject", order.liveLinkSubject());
    }
    JsonNode node = json(send("POST", base.resolve("/api/v1/sessions"), token, body));
    String id = node.path("sessionId").asText();
    List<Ingest> ingest = new ArrayList<>();
    for (JsonNode each : node.path("ingest")) {
      ingest.add(
          new Ingest(
              each.path("dialect").asText(),
              each.path("host").asText(),
              each.path("port").asInt(),
              each.path("subject").asText()));
    }
    String path = node.at("/transports/webSocket/path").asText("");
    return new Made(
        id,
        path.isEmpty() ? "/api/v1/sessions/" + id + "/stream" : path,
        node.at("/tokens/performer").asText(),
        node.at("/tokens/viewer").asText(),
        List.copyOf(ingest));
  }

  /** Ends a session; one that is gone already is well. */
  public void delete(String sessionId) throws IOException, InterruptedException {
    try {
      send("DELETE", session(sessionId, ""), token, null);
    } catch (RefusedException e) {
      if (e.status() != 404 && e.status() != 410) {
        throw e;
      }
    }
  }

  /** The answer to an offer. */
  public record RtcAnswer(String sdp, String viewerId) {}

  /**
   * Offers a peer connection.
   *
   * @param bearer a token of the session
   * @param level 0..3, or −1 to have it chosen
   */
  public RtcAnswer offer(String sessionId, String sdp, int level, String bearer)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("sessionId", sessionId).put("type", "offer").put("sdp", sdp);
    if (level >= 0) {
      body.put("level", level);
    }
    JsonNode node = json(send("POST", base.resolve("/api/v1/rtc/offer"), bearer, body));
    return new RtcAnswer(node.path("sdp").asText(), node.path("viewerId").asText());
  }

  /** The flight recording of a session. */
  public byte[] recording(String sessionId) throws IOException, InterruptedException {
    return send("GET", session(sessionId, "/recording"), token, null);
  }

  /** What the session's doctor says. */
  public JsonNode doctor(String sessionId) throws IOException, InterruptedException {
    return json(send("GET", session(sessionId, "/doctor"), token, null));
  }

  /** The stats of all live sessions. */
  public JsonNode stats() throws IOException, InterruptedException {
    return json(send("GET", base.resolve("/api/v1/stats"), token, null));
  }

  /** The WebSocket address of a path. */
  public URI socket(String path) {
    String scheme = "https".equals(base.getScheme()) ? "wss" : "ws";
    return URI.create(scheme + "://" + base.getRawAuthority() + path);
  }

  private URI session(String sessionId, String rest) {
    return base.resolve("/api/v1/sessions/" + sessionId + rest);
  }

  private static JsonNode json(byte[] body) throws IOException {
    return JSON.readTree(body);
  }

  private byte[] send(String method, URI to, String bearer, ObjectNode body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(TIMEOUT);
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    for (int left = TRIES; ; left--) {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      int status = response.statusCode();
      if (status < 300) {
        return response.body();
      }
      long wait = response.headers().firstValueAsLong("Retry-After").orElse(1);
      if (left == 1 || (status != 429 && status != 503) || wait > LONGEST_WAIT_S) {
        throw new RefusedException(
            method + " " + to.getPath(),
            status,
            new String(response.body(), StandardCharsets.UTF_8));
      }
      TimeUnit.SECONDS.sleep(Math.max(1, wait));
    }
  }
}
