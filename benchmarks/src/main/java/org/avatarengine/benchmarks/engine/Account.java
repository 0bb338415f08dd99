package org.avatarengine.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.avatarengine.benchmarks.BrokenRunException;

/** The demo user, signed in at the gateway. */
public final class Account {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final String BOUNDARY = "----a-picture-and-its-name";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI gateway;
  private final String token;

  private Account(URI gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  /**
   * Signs in.
   *
   * @throws BrokenRunException if the gateway refuses
   */
  public static Account demo(BenchedEngine engine) throws IOException, InterruptedException {
    return signIn(engine, "demo", engine.demoPassword());
  }

  /** The admin of the measured engine. */
  public static Account admin(BenchedEngine engine) throws IOException, InterruptedException {
    return signIn(engine, "admin", BenchedEngine.ADMIN_PASSWORD);
  }

  private static Account signIn(BenchedEngine engine, String name, String password)
      throws IOException, InterruptedException {
    var nobody = new Account(engine.gateway(), null);
    byte[] body = JSON.writeValueAsBytes(Map.of("username", name, "password", password));
    JsonNode answer =
        nobody.send(
            nobody
                .request("/api/v1/auth/token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
            200);
    return new Account(engine.gateway(), answer.path("accessToken").asText());
  }

  /** The access token, good for 15 minutes. */
  public String token() {
    return token;
  }

  /**
   * Registers a face and waits for the verdict.
   *
   * @return the avatar's id
   * @throws BrokenRunException if it is not accepted in the same call
   */
  public String register(String name, byte[] jpeg) throws IOException, InterruptedException {
    return upload("portrait.jpg", jpeg, Map.of("name", name)).path("avatarId").asText();
  }

  /**
   * Registers the face of a clip and waits for the verdict.
   *
   * @param frames in which it must have been found
   * @throws BrokenRunException if it is not accepted in the same call, or found in other frames
   */
  public void registerClip(String name, byte[] mp4, String preset, int frames)
      throws IOException, InterruptedException {
    JsonNode answer = upload("clip.mp4", mp4, Map.of("name", name, "preset", preset));
    int found = answer.path("faceDetectionResults").path("frameCount").asInt();
    if (found != frames) {
      throw new BrokenRunException("the face was found in %d frames: %s".formatted(found, answer));
    }
  }

  /** What an address answers. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET(), 200);
  }

  private JsonNode upload(String fileName, byte[] file, Map<String, String> fields)
      throws IOException, InterruptedException {
    var body = new ByteArrayOutputStream(file.length + 1024);
    fields.forEach(
        (field, value) ->
            body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, field, value)
                    .getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n")
            .formatted(BOUNDARY, fileName)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    JsonNode answer =
        send(
            request("/api/v1/avatars")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                // The first ones after a start are slow and are not what is timed.
                .header("Prefer", "wait=30")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())),
            201);
    String status = answer.path("registrationStatus").asText();
    if (!status.equals("success")) {
      throw new BrokenRunException("a drawn face was not registered: " + answer);
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(LIMIT);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest.Builder builder, int expected)
      throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != expected) {
      throw new BrokenRunException(
          "%s %s answered %d, not %d: %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  response.statusCode(),
                  expected,
                  new String(response.body(), StandardCharsets.UTF_8)));
    }
    return JSON.readTree(response.body());
  }
}
