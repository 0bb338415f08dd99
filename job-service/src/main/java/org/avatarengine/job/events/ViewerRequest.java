package org.avatarengine.job.events;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.avatarengine.contract.id.AvatarId;

/** What a client asks for. */
sealed interface ViewerRequest {

  /**
   * Follow an avatar.
   *
   * @param since send again what came after this event, or null to hear how it stands now
   */
  record Subscribe(AvatarId avatar, Long since) implements ViewerRequest {}

  record Unsubscribe(AvatarId avatar) implements ViewerRequest {}

  /** Send again what came into the user's own room after this event. */
  record Resume(long since) implements ViewerRequest {}

  /** Not one of these. */
  record Invalid(String code, String message) implements ViewerRequest {}

  /** Reads a message; never throws. */
  static ViewerRequest parse(String text) {
    try {
      JsonObject message = new JsonObject(text);
      Object event = message.getValue("event");
      if (!(message.getValue("data") instanceof JsonObject data)) {
        return new Invalid("invalid-message", "A message has an \"event\" and a \"data\" object.");
      }
      return switch (event instanceof String name ? name : "") {
        case "avatar:subscribe" -> new Subscribe(avatar(data), since(data));
        case "avatar:unsubscribe" -> new Unsubscribe(avatar(data));
        case "resume" -> {
          Long since = since(data);
          yield since == null
              ? new Invalid("invalid-message", "resume needs \"since\", the id of an event.")
              : new Resume(since);
        }
        default ->
            new Invalid(
                "unknown-event", "Offered are avatar:subscribe, avatar:unsubscribe and resume.");
      };
    } catch (DecodeException e) {
      return new Invalid("invalid-message", "A message is a JSON object.");
    } catch (IllegalArgumentException | ClassCastException e) {
      return new Invalid(
          "invalid-message", "avatarId must be a UUID, since a whole number from 0.");
    }
  }

  private static AvatarId avatar(JsonObject data) {
    return AvatarId.of(data.getString("avatarId", ""));
  }

  private static Long since(JsonObject data) {
    Object since = data.getValue("since");
    if (since == null) {
      return null;
    }
    if ((since instanceof Integer || since instanceof Long) && ((Number) since).longValue() >= 0) {
      return ((Number) since).longValue();
    }
    throw new IllegalArgumentException("not an event id: " + since);
  }
}
