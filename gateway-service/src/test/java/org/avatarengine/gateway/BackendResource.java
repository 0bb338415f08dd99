package org.avatarengine.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server that plays registration, job and animation; face-cache is a port where nobody
 * listens. What it does follows from the path; {@code /test/…} is for the test itself.
 */
public final class BackendResource implements QuarkusTestResourceLifecycleManager {

  public static final String ADMIN_PASSWORD = "admin-of-this-test";

  private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
  private final Map<String, HttpServerRequest> held = new ConcurrentHashMap<>();
  private Vertx vertx;

  @Override
  public Map<String, String> start() {
    vertx = Vertx.vertx();
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setWebSocketSubProtocols(List.of("avatar.events.v1"))
                    .setHandle100ContinueAutomatically(true))
            .requestHandler(this::answer)
            .webSocketHandshakeHandler(
                handshake -> {
                  if (handshake.path().endsWith("/refused")) {
                    handshake.reject(404);
                  } else {
                    handshake.accept();
                  }
                })
            .webSocketHandler(BackendResource::socket)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    HttpServer owner =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.bodyHandler(
                        body -> request.response().end("owner " + request.uri() + " " + body)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    String url = "http://127.0.0.1:" + server.actualPort();
    Map<String, String> properties = new HashMap<>();
    properties.put("avatar.registration.url", url);
    properties.put("avatar.job.url", url);
    properties.put("avatar.animation.url", url);
    properties.put(
        "avatar.gateway.proxy.animation-instances",
        "dead=http://127.0.0.1:" + closedPort() + ",owner=http://127.0.0.1:" + owner.actualPort());
    properties.put("avatar.face-cache.url", "http://127.0.0.1:" + closedPort());
    properties.put("avatar.gateway.identity.bcrypt-cost", "4");
    properties.put("avatar.gateway.identity.admin-password", ADMIN_PASSWORD);
    properties.put("avatar.gateway.limit.address", "100000/1m");
    properties.put("avatar.gateway.limit.sign-ins", "5/15m");
    properties.put("avatar.gateway.limit.reads", "30/1m");
    properties.put("avatar.gateway.limit.photo-based", "2/1h");
    properties.put("avatar.gateway.proxy.response-timeout", "2s");
    return properties;
  }

  @Override
  public void stop() {
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static int closedPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpServerRequest request) {
    String path = request.path();
    if (!path.startsWith("/test/")) {
      seen.computeIfAbsent(path, ignored -> new AtomicInteger()).incrementAndGet();
    }
    switch (path) {
      case "/test/seen" -> {
        AtomicInteger count = seen.get(request.getParam("path"));
        request.response().end(Integer.toString(count == null ? 0 : count.get()));
      }
      case "/test/release" -> {
        HttpServerRequest waiting = held.remove(request.getParam("name"));
        request.response().end(waiting == null ? "none" : "released");
        if (waiting != null) {
          waiting.resume();
        }
      }
      case "/openapi" ->
          request
              .response()
              .putHeader("Content-Type", "application/json")
              .end("{\"paths\":{\"/api/v1/jobs\":{\"get\":{}},\"/internal/jobs\":{\"get\":{}}}}");
      case "/api/v1/avatars" -> {
        if (request.method().equals(HttpMethod.POST)) {
          digest(request);
        } else {
          echo(request);
        }
      }
      case "/api/v1/avatars/big" -> big(request);
      case "/api/v1/avatars/cut" -> {
        request.response().putHeader("Content-Length", "1000").write("short");
        vertx.setTimer(50, ignored -> request.connection().close());
      }
      case "/api/v1/avatars/early" ->
          request
              .response()
              .setStatusCode(400)
              .putHeader("Content-Type", "application/problem+json")
              .end("{\"status\":400}");
      case "/api/v1/emotion" ->
          request.response().setStatusCode(421).putHeader("Avatar-Instance", "owner").end("{}");
      case "/api/v1/sessions" -> {
        // Never answered.
      }
      default -> echo(request);
    }
  }

  private static void echo(HttpServerRequest request) {
    JsonObject headers = new JsonObject();
    request
        .headers()
        .names()
        .forEach(
            name ->
                headers.put(
                    name.toLowerCase(Locale.ROOT), new JsonArray(request.headers().getAll(name))));
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Connection", "X-Private")
        .putHeader("X-Private", "1")
        .end(
            new JsonObject()
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers)
                .encode());
  }

  private void digest(HttpServerRequest request) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    long[] length = {0};
    request.handler(
        piece -> {
          sha.update(piece.getBytes());
          length[0] += piece.length();
        });
    request.endHandler(
        ignored ->
            request
                .response()
                .setStatusCode(201)
                .end(length[0] + " " + HexFormat.of().formatHex(sha.digest())));
    String hold = request.getHeader("X-Test-Hold");
    if (hold != null) {
      request.pause();
      held.put(hold, request);
    }
  }

  private static void big(HttpServerRequest request) {
    int pieces = Integer.parseInt(request.getParam("pieces"));
    byte[] piece = new byte[64 * 1024];
    request.response().setChunked(true);
    write(request, piece, pieces);
  }

  private static void write(HttpServerRequest request, byte[] piece, int left) {
    int now = left;
    while (now > 0) {
      request.response().write(io.vertx.core.buffer.Buffer.buffer(piece));
      now--;
      if (request.response().writeQueueFull()) {
        int rest = now;
        request.response().drainHandler(ignored -> write(request, piece, rest));
        return;
      }
    }
    request.response().end();
  }

  private static void socket(ServerWebSocket socket) {
    socket.writeTextMessage(
        "hello " + socket.subProtocol() + " " + (socket.headers().get("Authorization") != null));
    socket.textMessageHandler(
        text -> {
          if (text.equals("bye")) {
            socket.close((short) 4001, "bye");
          } else {
            socket.writeTextMessage("echo " + text);
          }
        });
    socket.binaryMessageHandler(socket::writeBinaryMessage);
  }
}
