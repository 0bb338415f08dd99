package org.avatarengine.animation.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.avatarengine.animation.stream.LevelClock;
import org.avatarengine.contract.frame.DetailLevel;

/** What the session says in JSON. */
final class ControlReply {

  private ControlReply() {}

  static String welcome(LiveSettings settings, SessionViewer viewer, long nowUs) {
    ObjectNode node = of("welcome");
    node.put("sessionId", settings.id().value());
    node.put("viewerId", viewer.id());
    node.put("role", viewer.role.claim());
    node.put("rig", settings.rig());
    node.put("fps", settings.fps());
    DetailLevel level = viewer.level();
    node.put("level", level.ordinal());
    node.put("levelFps", LevelClock.fps(level, settings.fps()));
    node.put("channels", level.channels());
    node.put("profile", settings.profile().name());
    node.put("acknowledge", viewer.isBinary() && !viewer.port.isReliable());
    node.put("t", nowUs / 1_000);
    return node.toString();
  }

  static String level(DetailLevel level, int sessionFps, String reason) {
    ObjectNode node = of("level");
    node.put("level", level.ordinal());
    node.put("fps", LevelClock.fps(level, sessionFps));
    node.put("channels", level.channels());
    node.put("reason", reason);
    return node.toString();
  }

  /**
   * The answer to a ping.
   *
   * @param t a number as it was written
   */
  static String pong(String t, long nowUs) {
    return "{\"type\":\"pong\",\"t\":" + t + ",\"mediaTimeMs\":" + nowUs / 1_000 + "}";
  }

  static String error(String code, String message) {
    return of("error").put("code", code).put("message", message).toString();
  }

  static String bye(CloseReason reason) {
    return of("bye").put("reason", reason.tag()).toString();
  }

  /** To a performer: its base is not known here. */
  static String key() {
    return "{\"type\":\"key\"}";
  }

  private static ObjectNode of(String type) {
    return SessionJson.MAPPER.createObjectNode().put("type", type);
  }
}
