package org.avatarengine.animation.rig;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON that knows where each of its values stands, so that a complaint can name the line. */
final class RigTable {

  private static final int MAX_DEPTH = 8;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(1_000)
                  .maxNumberLength(40)
                  .build())
          .build();

  /** A value and its place; {@code value} is a Map, a List, a String or a Double. */
  record Node(Object value, int line, int column) {

    RigFormatException wrong(String message) {
      return new RigFormatException("line " + line + ", column " + column + ": " + message, null);
    }

    String text(String what) throws RigFormatException {
      if (value instanceof String text && !text.isBlank()) {
        return text;
      }
      throw wrong(what + " is a text that is not empty");
    }

    float number(String what, double min, double max) throws RigFormatException {
      if (value instanceof Double number && number >= min && number <= max) {
        return number.floatValue();
      }
      throw wrong(what + " is a number from " + min + " to " + max);
    }

    @SuppressWarnings("unchecked")
    List<Node> list(String what, int min, int max) throws RigFormatException {
      if (value instanceof List<?> list && list.size() >= min && list.size() <= max) {
        return (List<Node>) list;
      }
      throw wrong(what + " is a list of " + min + " to " + max + " entries");
    }

    /** The fields of an object, all of them known. */
    @SuppressWarnings("unchecked")
    Map<String, Node> fields(String what, Set<String> needed, Set<String> possible)
        throws RigFormatException {
      if (!(value instanceof Map<?, ?>)) {
        throw wrong(what + " is an object");
      }
      Map<String, Node> fields = (Map<String, Node>) value;
      for (Map.Entry<String, Node> field : fields.entrySet()) {
        if (!needed.contains(field.getKey()) && !possible.contains(field.getKey())) {
          throw field.getValue().wrong(what + " has no field \"" + field.getKey() + "\"");
        }
      }
      for (String name : needed) {
        if (!fields.containsKey(name)) {
          throw wrong(what + " needs the field \"" + name + "\"");
        }
      }
      return fields;
    }
  }

  private RigTable() {}

  static Node parse(byte[] json) throws RigFormatException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      Node root = node(parser);
      if (parser.nextToken() != null) {
        throw new Node(null, line(parser), column(parser)).wrong("nothing may follow the table");
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new RigFormatException(place + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RigFormatException(e.getMessage(), e);
    }
  }

  private static Node node(JsonParser parser) throws IOException, RigFormatException {
    int line = line(parser);
    int column = column(parser);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Node> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, node(parser));
      }
      return new Node(fields, line, column);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> entries = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        entries.add(node(parser));
      }
      return new Node(entries, line, column);
    }
    if (token == JsonToken.VALUE_STRING) {
      return new Node(parser.getText(), line, column);
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      return new Node(parser.getDoubleValue(), line, column);
    }
    throw new Node(null, line, column).wrong("texts, numbers, lists and objects only");
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static int column(JsonParser parser) {
    return parser.currentTokenLocation().getColumnNr();
  }
}
