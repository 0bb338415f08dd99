package org.avatarengine.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers pass the door, in each direction. */
final class Headers {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** What a client says about itself that only the door may say, and what is for the door alone. */
  private static final Set<String> NOT_INWARD =
      Set.of(
          "host",
          "content-length",
          "expect",
          "forwarded",
          "x-real-ip",
          "x-api-key",
          "x-request-id",
          "authorization",
          "cookie",
          "traceparent",
          "tracestate",
          "baggage");

  private static final Set<String> NOT_OUTWARD = Set.of("server", "x-request-id", "x-trace-id");

  private Headers() {}

  /** Copies what passes inward, and adds what the door itself says. */
  static void inward(HttpServerRequest from, MultiMap to, String bearer, TraceIds ids) {
    Set<String> named = namedByConnection(from.headers());
    for (Map.Entry<String, String> header : from.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !NOT_INWARD.contains(name)
          && !name.startsWith("x-forwarded-")
          && !name.startsWith(":")
          && !named.contains(name)) {
        to.add(header.getKey(), header.getValue());
      }
    }
    to.set("Authorization", "Bearer " + bearer);
    to.set("X-Request-Id", ids.requestId());
    if (!ids.traced()) {
      to.set("traceparent", ids.traceparent());
    }
    if (from.remoteAddress() != null && from.remoteAddress().hostAddress() != null) {
      to.set("X-Forwarded-For", from.remoteAddress().hostAddress());
    }
    to.set("X-Forwarded-Proto", from.scheme() == null ? "http" : from.scheme());
    if (from.authority() != null) {
      to.set("X-Forwarded-Host", from.authority().toString());
    }
  }

  /** Copies what passes outward; what the door has said already stays. */
  static void outward(MultiMap from, MultiMap to) {
    Set<String> named = namedByConnection(from);
    for (Map.Entry<String, String> header : from) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !NOT_OUTWARD.contains(name)
          && !name.startsWith("access-control-")
          && !named.contains(name)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  private static Set<String> namedByConnection(MultiMap headers) {
    Set<String> named = new HashSet<>();
    for (String value : headers.getAll("connection")) {
      for (String name : value.split(",", -1)) {
        named.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return named;
  }
}
