package org.avatarengine.animation.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.avatarengine.animation.compositor.GroupValues;
import org.avatarengine.animation.compositor.Range;

/** The JSON schema of presets as the records have it, and a check of files against a schema. */
final class PresetSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PresetSchema() {}

  static String text() throws Exception {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Animation preset");
    schema.setAll(of(AnimationPreset.class, null));
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.set(
        "name",
        JSON.objectNode().put("type", "string").put("pattern", "^" + AnimationPreset.NAME + "$"));
    properties.set(
        "description",
        JSON.objectNode().put("type", "string").put("minLength", 1).put("maxLength", 300));
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static ObjectNode of(Class<?> type, Range outer) {
    ObjectNode node = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    ArrayNode required = JSON.arrayNode();
    ObjectNode properties = JSON.objectNode();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> of = component.getType();
      Range range = component.getAnnotation(Range.class);
      if (!of.isRecord() || of == GroupValues.class) {
        required.add(component.getName());
      }
      properties.set(component.getName(), property(of, range == null ? outer : range));
    }
    if (!required.isEmpty()) {
      node.set("required", required);
    }
    node.set("properties", properties);
    if (type == GroupValues.class) {
      node.put("description", outer.text());
    }
    return node;
  }

  private static ObjectNode property(Class<?> type, Range range) {
    if (type.isRecord()) {
      return of(type, range);
    }
    if (type == boolean.class) {
      return JSON.objectNode().put("type", "boolean");
    }
    if (type == String.class) {
      return JSON.objectNode().put("type", "string");
    }
    ObjectNode node = JSON.objectNode().put("type", type == int.class ? "integer" : "number");
    node.set("minimum", JSON.numberNode(BigDecimal.valueOf(range.min())));
    node.set("maximum", JSON.numberNode(BigDecimal.valueOf(range.max())));
    node.put("description", range.text());
    return node;
  }

  /** What of a document does not keep to a schema, of the keywords that {@link #text} uses. */
  static List<String> broken(JsonNode schema, JsonNode value, String path) {
    List<String> broken = new ArrayList<>();
    String type = schema.get("type").asText();
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "boolean" -> value.isBoolean();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          default -> value.isNumber();
        };
    if (!fits) {
      broken.add(path + " is no " + type);
    } else if (value.isNumber()
        && (value.asDouble() < schema.get("minimum").asDouble()
            || value.asDouble() > schema.get("maximum").asDouble())) {
      broken.add(path + " is out of range");
    } else if (schema.has("pattern") && !value.asText().matches(schema.get("pattern").asText())) {
      broken.add(path + " has not the pattern");
    } else if (value.isObject()) {
      for (JsonNode name : schema.withArray("required")) {
        if (!value.has(name.asText())) {
          broken.add(path + " lacks " + name.asText());
        }
      }
      for (Iterator<Map.Entry<String, JsonNode>> i = value.fields(); i.hasNext(); ) {
        Map.Entry<String, JsonNode> field = i.next();
        JsonNode of = schema.get("properties").get(field.getKey());
        String at = path + "/" + field.getKey();
        if (of == null) {
          broken.add(at + " is unknown");
        } else {
          broken.addAll(broken(of, field.getValue(), at));
        }
      }
    }
    return broken;
  }
}
