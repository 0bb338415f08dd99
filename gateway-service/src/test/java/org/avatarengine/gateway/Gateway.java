package org.avatarengine.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** A client of the gateway under test. */
public final class Gateway {

  private static final ObjectMapper JSON = new ObjectMapper();
  public static final String PASSWORD = "a good password";

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public Gateway(URI base) {
    this.base = base;
  }

  /** An answer and its JSON, if it has one. */
  public record Answer(HttpResponse<String> raw) {
    public int status() {
      return raw.statusCode();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(raw.body());
      } catch (IOException e) {
        throw new IllegalStateException(raw.statusCode() + ": " + raw.body(), e);
      }
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }
  }

  public HttpClient http() {
    return http;
  }

  public URI uri(String path) {
    return base.resolve(path);
  }

  /** A request with headers given as name, value, name, value. */
  public HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder;
  }

  public Answer send(HttpRequest request) {
    try {
      return new Answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  public Answer delete(String path, String... headers) {
    return send(request(path, headers).DELETE().build());
  }

  public Answer post(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  public Answer signIn(String name, String password) {
    return post(
        "/api/v1/auth/token", "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}");
  }

  /** A value for the Authorization header. */
  public String bearer(String name, String password) {
    return "Bearer " + signIn(name, password).json().path("accessToken").asText();
  }

  public String admin() {
    return bearer("admin", BackendResource.ADMIN_PASSWORD);
  }

  /** Makes a user of the given roles; returns its name. */
  public String newUser(String roles) {
    String name = "user-" + UUID.randomUUID();
    Answer made =
        post(
            "/api/v1/auth/users",
            "{\"username\":\""
                + name
                + "\",\"password\":\""
                + PASSWORD
                + "\",\"roles\":["
                + roles
                + "]}",
            "Authorization",
            admin());
    if (made.status() != 201) {
      throw new IllegalStateException(made.status() + " " + made.raw().body());
    }
    return name;
  }

  /** The Authorization of a fresh user. */
  public String newBearer() {
    return bearer(newUser("\"user\""), PASSWORD);
  }
}
