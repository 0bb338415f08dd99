package org.avatarengine.mlworker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Face-cache as the worker sees it: an HTTP server that keeps entries and can refuse them. */
public final class FaceCacheDouble implements QuarkusTestResourceLifecycleManager {

  static final Map<String, byte[]> ENTRIES = new ConcurrentHashMap<>();
  static final Map<String, Integer> REFUSALS = new ConcurrentHashMap<>();

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/internal/faces/", FaceCacheDouble::put);
    server.start();
    return Map.of("avatar.face-cache.url", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void put(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String avatarId = path.substring(path.lastIndexOf('/') + 1);
      byte[] entry = exchange.getRequestBody().readAllBytes();
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      int status = REFUSALS.getOrDefault(avatarId, 200);
      if (bearer == null || !bearer.startsWith("Bearer ")) {
        status = 401;
      }
      if (status == 200) {
        ENTRIES.put(avatarId, entry);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
