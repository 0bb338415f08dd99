package org.avatarengine.animation.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;

/** Text to control messages, within limits; never throws. */
final class ControlReader {

  /** The longest message that is no input; in characters. */
  static final int MAX_CONTROL = 16 << 10;

  private static final String TYPES =
      "report, level, key, ping; performers also emotion, gaze, calibrate, values, input";
  private static final int MAX_DURATION_MS = 3_600_000;

  private ControlReader() {}

  static ControlMessage read(String json) {
    if (json.length() > SessionJson.MAX_INPUT) {
      return new ControlMessage.Bad(
          "too-large", "A message has at most " + SessionJson.MAX_INPUT + " characters.");
    }
    JsonNode node;
    try {
      node = SessionJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      return new ControlMessage.Bad("bad-json", "Not JSON: " + reason(e) + ".");
    }
    if (node == null || !node.isObject() || !node.path("type").isTextual()) {
      return new ControlMessage.Bad("bad-message", "A message is an object with a \"type\".");
    }
    String type = node.get("type").textValue();
    boolean input = type.equals("values") || type.equals("input");
    if (!input && json.length() > MAX_CONTROL) {
      return new ControlMessage.Bad(
          "too-large", "Such a message has at most " + MAX_CONTROL + " characters.");
    }
    try {
      return switch (type) {
        case "report" -> report(node);
        case "level" -> level(node.path("level"));
        case "key" -> new ControlMessage.Key();
        case "ping" -> ping(node.path("t"));
        case "emotion" -> emotion(node);
        case "gaze" ->
            new ControlMessage.Gaze(
                (float) number(node, "yaw", -1, 1, 0),
                (float) number(node, "pitch", -1, 1, 0),
                (int) number(node, "durationMs", -1, MAX_DURATION_MS, -1));
        case "calibrate" -> new ControlMessage.Calibrate();
        case "values" -> values(node);
        case "input" -> input(node);
        default -> new ControlMessage.Bad("unknown-type", "Known types: " + TYPES + ".");
      };
    } catch (IllegalArgumentException | JsonProcessingException e) {
      return new ControlMessage.Bad("bad-message", type + ": " + e.getMessage() + ".");
    }
  }

  private static ControlMessage report(JsonNode node) {
    return new ControlMessage.Report(
        new LevelController.Report(
            number(node, "rttMs", 0, 600_000, -1),
            number(node, "lossPercent", 0, 100, -1),
            number(node, "renderFps", 0, 1_000, -1),
            (int) number(node, "screenHeight", 0, 100_000, -1)));
  }

  private static ControlMessage level(JsonNode level) {
    if (level.isTextual() && level.textValue().equals("auto")) {
      return new ControlMessage.Level(null);
    }
    DetailLevel[] levels = DetailLevel.values();
    if (level.isInt() && level.intValue() >= 0 && level.intValue() < levels.length) {
      return new ControlMessage.Level(levels[level.intValue()]);
    }
    throw new IllegalArgumentException("level is \"auto\", 0, 1, 2 or 3");
  }

  private static ControlMessage ping(JsonNode t) {
    if (!t.isNumber() || !Double.isFinite(t.doubleValue())) {
      throw new IllegalArgumentException("t is a number");
    }
    return new ControlMessage.Ping(t.asText());
  }

  private static ControlMessage emotion(JsonNode node) {
    String name = node.path("emotion").asText("");
    Emotion emotion = Emotion.named(name);
    if (emotion == null) {
      StringBuilder names = new StringBuilder();
      for (Emotion known : Emotion.values()) {
        names.append(names.isEmpty() ? "" : ", ").append(known.key());
      }
      throw new IllegalArgumentException("emotion is one of " + names);
    }
    return new ControlMessage.Emote(
        EmotionCue.of(
            emotion,
            (float) number(node, "intensity", 0, 1, 1),
            (int) number(node, "durationMs", -1, MAX_DURATION_MS, -1)));
  }

  private static ControlMessage values(JsonNode node) {
    long timeMs = (long) number(node, "t", 0, 1L << 53, -1);
    float[] values = new float[Channel.COUNT];
    long present = 0;
    JsonNode given = node.path("values");
    if (given.isArray()) {
      if (given.size() != Channel.COUNT) {
        throw new IllegalArgumentException("values has 61 numbers, not " + given.size());
      }
      for (Channel channel : Channel.ALL) {
        int i = channel.ordinal();
        values[i] = value(channel, given.get(i));
        present |= 1L << i;
      }
    } else if (given.isObject()) {
      for (Map.Entry<String, JsonNode> entry : given.properties()) {
        Channel channel = Channel.named(entry.getKey());
        if (channel == null) {
          throw new IllegalArgumentException("no channel is named " + shortened(entry.getKey()));
        }
        values[channel.ordinal()] = value(channel, entry.getValue());
        present |= 1L << channel.ordinal();
      }
    }
    if (present == 0) {
      throw new IllegalArgumentException("values has 61 numbers, or some by name");
    }
    return new ControlMessage.Values(timeMs, present, values);
  }

  private static float value(Channel channel, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(channel.key() + " is a number");
    }
    return (float) Math.max(channel.min(), Math.min(1, node.doubleValue()));
  }

  private static ControlMessage input(JsonNode node) throws JsonProcessingException {
    Dialect dialect =
        switch (node.path("dialect").asText("")) {
          case "mediapipe" -> Dialect.MEDIAPIPE;
          case "azure" -> Dialect.AZURE;
          case "vtube-studio" -> Dialect.VTUBE_STUDIO;
          default ->
              throw new IllegalArgumentException("dialect is mediapipe, azure or vtube-studio");
        };
    JsonNode data = node.path("data");
    if (!data.isContainerNode()) {
      throw new IllegalArgumentException("data is an object");
    }
    return new ControlMessage.Input(dialect, SessionJson.MAPPER.writeValueAsBytes(data));
  }

  private static double number(JsonNode node, String name, double min, double max, double absent) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= min && number <= max)) {
      throw new IllegalArgumentException(name + " is " + (long) min + ".." + (long) max);
    }
    return number;
  }

  private static String reason(JsonProcessingException e) {
    return shortened(e.getOriginalMessage().replaceAll("\\s+", " "));
  }

  private static String shortened(String text) {
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }
}
