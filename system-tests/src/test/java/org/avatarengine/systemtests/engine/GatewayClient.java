package org.avatarengine.systemtests.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A program that calls the gateway, as one signed-in user. */
public final class GatewayClient {

  public static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RunningEngine engine;
  private final String token;

  private GatewayClient(RunningEngine engine, String token) {
    this.engine = engine;
    this.token = token;
  }

  /** Signs in as the demo user. */
  public static GatewayClient demo(RunningEngine engine) {
    return signIn(engine, "demo", demoPassword(engine));
  }

  public static String demoPassword(RunningEngine engine) {
    try {
      return Files.readString(engine.data().resolve("demo-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static GatewayClient signIn(RunningEngine engine, String name, String password) {
    Map<String, String> body = Map.of("username", name, "password", password);
    Answer answer = new GatewayClient(engine, null).postJson("/api/v1/auth/token", body);
    if (answer.status() != 200) {
      throw new AssertionError("sign-in failed: " + answer);
    }
    return new GatewayClient(engine, answer.json().get("accessToken").asText());
  }

  /** A user who owns nothing yet. */
  public static GatewayClient anotherUser(RunningEngine engine) {
    String name = "user-" + UUID.randomUUID();
    String password = UUID.randomUUID().toString();
    Answer made =
        admin(engine)
            .postJson("/api/v1/auth/users", Map.of("username", name, "password", password));
    if (made.status() != 201) {
      throw new AssertionError("no user made: " + made);
    }
    return signIn(engine, name, password);
  }

  /** Signs in as the admin of the tests. */
  public static GatewayClient admin(RunningEngine engine) {
    return signIn(engine, "admin", RunningEngine.ADMIN_PASSWORD);
  }

  /** A caller with this token, or none where it is null. */
  public GatewayClient withToken(String otherToken) {
    return new GatewayClient(engine, otherToken);
  }

  public String token() {
    return token;
  }

  /** An HTTP answer, read whole. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text(), e);
      }
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public String toString() {
      return status + " " + (body.length > 4_000 ? body.length + " bytes" : text());
    }
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer postJson(String path, Object body) {
    return sendJson("POST", path, body);
  }

  public Answer sendJson(String method, String path, Object body) {
    try {
      return send(
          request(path, "Content-Type", "application/json")
              .method(
                  method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads a photo; headers in pairs. */
  public Answer upload(String fileName, byte[] file, String name, String... headers) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (name != null) {
      fields.put("name", name);
    }
    return upload(fileName, file, fields, headers);
  }

  public Answer upload(
      String fileName, byte[] file, Map<String, String> fields, String... headers) {
    return uploadTo("/api/v1/avatars", fileName, file, fields, headers);
  }

  public Answer uploadTo(
      String path, String fileName, byte[] file, Map<String, String> fields, String... headers) {
    String boundary = "----" + UUID.randomUUID();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (field, value) ->
            body.writeBytes(
                ("--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\""
                        + field
                        + "\"\r\n\r\n"
                        + value
                        + "\r\n")
                    .getBytes(StandardCharsets.UTF_8)));
    if (file != null) {
      body.writeBytes(
          ("--"
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                  + fileName
                  + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(file);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        request(path, headers)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    return send(request);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(engine.gateway().resolve(path)).timeout(LIMIT);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new LinkedHashMap<>();
      response.headers().map().forEach((key, values) -> headers.put(key, values.get(0)));
      return new Answer(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Address of a WebSocket path. */
  public URI socket(String path) {
    return URI.create("ws://127.0.0.1:" + engine.port("gateway") + path);
  }
}
