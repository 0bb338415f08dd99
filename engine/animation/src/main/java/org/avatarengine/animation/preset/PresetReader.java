package org.avatarengine.animation.preset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.avatarengine.animation.compositor.SettingRejectedException;

/** JSON to preset; whatever is wrong is told with its line and column. */
final class PresetReader {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /**
   * Reads one preset.
   *
   * @param file for messages
   */
  AnimationPreset read(String file, byte[] json) throws PresetException {
    try {
      unknown(file, json, mapper.readTree(json), AnimationPreset.class, "");
      AnimationPreset preset = mapper.readValue(json, AnimationPreset.class);
      if (preset == null) {
        throw new PresetException(file, 1, 1, "is not an object", null);
      }
      return preset;
    } catch (JsonMappingException e) {
      throw rejected(file, json, e);
    } catch (JsonProcessingException e) {
      throw at(file, e.getLocation(), e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new PresetException(file, 1, 1, e.getMessage(), e);
    }
  }

  /** Before anything else: a misspelt name is better told as unknown than as missing. */
  private void unknown(String file, byte[] json, JsonNode node, Class<?> type, String path)
      throws PresetException {
    Map<String, Class<?>> known = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(component.getName(), component.getType());
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = path + "/" + field.getKey();
      Class<?> of = known.get(field.getKey());
      if (of == null) {
        String reason = field.getKey() + " is unknown; known are " + new TreeSet<>(known.keySet());
        throw at(file, place(json, at, null), reason, null);
      }
      if (of.isRecord()) {
        unknown(file, json, field.getValue(), of, at);
      }
    }
  }

  private PresetException rejected(String file, byte[] json, JsonMappingException e) {
    if (e.getCause() instanceof JsonProcessingException syntax) {
      return at(file, syntax.getLocation(), syntax.getOriginalMessage(), e);
    }
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      path.append('/').append(reference.getFieldName());
    }
    String reason = e.getOriginalMessage();
    if (e.getCause() instanceof SettingRejectedException setting) {
      path.append('/').append(setting.field().replace('.', '/'));
      reason = setting.getMessage();
    }
    return at(file, place(json, path.toString(), e.getLocation()), reason, e);
  }

  /** Where the field at that path stands, or the nearest one around it that is there. */
  private JsonLocation place(byte[] json, String path, JsonLocation otherwise) {
    Map<String, JsonLocation> places = places(json);
    for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      JsonLocation place = places.get(at);
      if (place != null) {
        return place;
      }
    }
    return places.getOrDefault("", otherwise);
  }

  private Map<String, JsonLocation> places(byte[] json) {
    Map<String, JsonLocation> places = new HashMap<>();
    try (JsonParser parser = mapper.createParser(json)) {
      StringBuilder path = new StringBuilder();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (places.isEmpty()) {
          places.put("", parser.currentTokenLocation());
        }
        if (token == JsonToken.FIELD_NAME) {
          path.append('/').append(parser.currentName());
          places.put(path.toString(), parser.currentTokenLocation());
        } else if (token.isScalarValue() || token.isStructEnd()) {
          // Each value ends the field that it belongs to.
          path.setLength(Math.max(0, path.lastIndexOf("/")));
        }
      }
    } catch (IOException e) {
      // What is broken further down has no places; those before it are known.
      return places;
    }
    return places;
  }

  private static PresetException at(
      String file, JsonLocation location, String reason, Exception cause) {
    boolean known = location != null && location.getLineNr() > 0;
    return new PresetException(
        file, known ? location.getLineNr() : 1, known ? location.getColumnNr() : 1, reason, cause);
  }
}
