package org.avatarengine.gateway.studio;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Security and caching headers for everything the gateway answers, and {@code index.html} for the
 * studio's own paths. The files themselves come from the studio's jar.
 */
@ApplicationScoped
class StudioRoutes {

  private static final int HEADERS = -200;
  private static final int FALLBACK = -90;
  private static final String INDEX = "/index.html";

  private static final List<String> NOT_STUDIO =
      List.of("/api", "/internal", "/health", "/openapi", "/swagger-ui", "/.well-known", "/avatar");

  private static final String STUDIO_POLICY =
      "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self'"
          + " blob:; connect-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action"
          + " 'self'; frame-ancestors 'none'";

  // Swagger UI starts by an inline script and styles itself inline.
  private static final String SWAGGER_POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  void register(@Observes Router router) {
    router.route().order(HEADERS).handler(StudioRoutes::headers);
    if (Thread.currentThread().getContextClassLoader().getResource("META-INF/resources" + INDEX)
        != null) {
      router.route().order(FALLBACK).handler(StudioRoutes::fallback);
    }
  }

  private static void headers(RoutingContext context) {
    String path = context.request().path();
    HttpServerResponse response = context.response();
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Referrer-Policy", "no-referrer");
    response.putHeader("X-Frame-Options", "DENY");
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.putHeader(
        "Content-Security-Policy", path.startsWith("/swagger-ui") ? SWAGGER_POLICY : STUDIO_POLICY);
    String caching = caching(path);
    if (caching != null) {
      // The handler of static files has its own idea.
      context.addHeadersEndHandler(
          ignored -> {
            if (response.getStatusCode() < 300 || response.getStatusCode() == 304) {
              response.putHeader("Cache-Control", caching);
            } else {
              response.putHeader("Cache-Control", "no-store");
            }
          });
    }
    context.next();
  }

  /** How long a path may be kept: built assets carry a hash in their name, pages do not. */
  static String caching(String path) {
    if (path.startsWith("/assets/")) {
      return "public, max-age=31536000, immutable";
    }
    boolean page = path.equals("/") || path.endsWith(".html") || isPage(path);
    return page ? "no-cache" : null;
  }

  private static void fallback(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean get =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    String accept = request.getHeader("Accept");
    if (get && accept != null && accept.contains("text/html") && isPage(request.path())) {
      context.reroute(INDEX);
    } else {
      context.next();
    }
  }

  /** Whether a path is one of the studio's pages, which all are {@code index.html}. */
  static boolean isPage(String path) {
    for (String other : NOT_STUDIO) {
      if (path.equals(other) || path.startsWith(other + "/")) {
        return false;
      }
    }
    return path.length() > 1 && path.indexOf('.', path.lastIndexOf('/')) < 0;
  }
}
