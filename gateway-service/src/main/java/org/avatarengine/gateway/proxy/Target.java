package org.avatarengine.gateway.proxy;

import java.util.Set;
import java.util.regex.Pattern;
import org.avatarengine.contract.id.SessionId;

/** Where a path leads. */
public sealed interface Target {

  /**
   * To a service.
   *
   * @param session the live session that the path names, or null; it names its instance
   */
  record Service(Backend backend, String route, SessionId session) implements Target {
    Service(Backend backend, String route) {
      this(backend, route, null);
    }
  }

  /**
   * To the gateway's own API.
   *
   * @param open whether it needs no token
   */
  record Own(boolean open, String route) implements Target {}

  /** Nowhere: a problem says so. */
  record Nowhere() implements Target {}

  /** Not the API's business: studio, health, keys. */
  record Outside() implements Target {}

  Pattern EXPORT = Pattern.compile("/api/v1/users/[^/]+/export");
  Pattern FACE = Pattern.compile("/api/v1/avatars/[^/]+/face(/.*)?");
  // Forms that a service might resolve to another path than the one that was judged here.
  Pattern SLY =
      Pattern.compile(
          "(?i)//|\\\\|%00|%2[ef]|%3[0-9]|%4[1-9a-f]|%5[0-9ac]|%6[1-9a-f]|%7[0-9a]"
              + "|(^|/)\\.{1,2}(/|$)");

  Set<String> OPEN =
      Set.of(
          "/api/v1/auth/token",
          "/api/v1/auth/refresh",
          "/api/v1/auth/logout",
          "/api/v1/auth/users",
          "/api/v1/openapi");

  Set<String> LIVE =
      Set.of("/api/v1/ice-servers", "/api/v1/stats", "/api/v1/emotion", "/api/v1/rtc/offer");

  // The old names of the animation engine's paths.
  Set<String> OLD_LIVE = Set.of("/emotion", "/rtc/offer", "/stats");

  /**
   * Finds the target of a request.
   *
   * @param path as it came, without query
   */
  static Target of(String path) {
    if (SLY.matcher(path).find()) {
      return new Nowhere();
    }
    if (within(path, "/internal")) {
      return new Nowhere();
    }
    // The old names of the registration's paths.
    if (within(path, "/avatar")) {
      return new Service(Backend.REGISTRATION, "avatars");
    }
    if (OLD_LIVE.contains(path)) {
      return new Service(Backend.ANIMATION, path.substring(1));
    }
    if (!within(path, "/api")) {
      return new Outside();
    }
    if (OPEN.contains(path)) {
      return new Own(true, path.equals("/api/v1/openapi") ? "openapi" : "auth");
    }
    if (within(path, "/api/v1/auth")) {
      return new Own(false, "auth");
    }
    if (FACE.matcher(path).matches()) {
      return new Service(Backend.FACE_CACHE, "face");
    }
    if (within(path, "/api/v1/faces")) {
      return new Service(Backend.FACE_CACHE, "faces");
    }
    if (within(path, "/api/v1/avatars")) {
      return new Service(Backend.REGISTRATION, "avatars");
    }
    if (EXPORT.matcher(path).matches()) {
      return new Service(Backend.REGISTRATION, "users");
    }
    if (within(path, "/api/v1/erasures")) {
      return new Service(Backend.REGISTRATION, "erasures");
    }
    if (within(path, "/api/v1/jobs")) {
      return new Service(Backend.JOB, "jobs");
    }
    if (path.equals("/api/v1/events")) {
      return new Service(Backend.JOB, "events");
    }
    if (within(path, "/api/v1/sessions")) {
      return new Service(Backend.ANIMATION, "sessions", session(path));
    }
    if (within(path, "/api/v1/rigs") || within(path, "/api/v1/presets")) {
      return new Service(Backend.ANIMATION, path.split("/", 5)[3]);
    }
    if (LIVE.contains(path)) {
      return new Service(Backend.ANIMATION, path.substring("/api/v1/".length()));
    }
    return new Nowhere();
  }

  private static SessionId session(String path) {
    String[] parts = path.split("/", 6);
    if (parts.length < 5) {
      return null;
    }
    try {
      return SessionId.of(parts[4]);
    } catch (IllegalArgumentException e) {
      // The service says what is wrong with it.
      return null;
    }
  }

  private static boolean within(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }
}
