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
    var nobody = new Account(engine.gateway(), null);
    byte[] body =
        JSON.writeValueAsBytes(Map.of("username", "demo", "password", engine.demoPassword()));
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
    var body = new ByteArrayOutputStream(jpeg.length + 512);
    body.writeBytes(
        ("--%1$s\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n%2$s\r\n"
                + "--%1$s\r\nContent-Disposition: form-data; name=\"file\";"
                + " filename=\"portrait.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
            .formatted(BOUNDARY, name)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(jpeg);
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
      throw new BrokenRunException("a drawn portrait was not registered: " + answer);
    }
    return answer.path("avatarId").asText();
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
