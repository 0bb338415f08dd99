package org.avatarengine.animation.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * Reads dialects that are JSON documents, token by token, within limits: 64 KiB, 16 levels, numbers
 * of 64 characters, strings of 4,096.
 */
abstract class JsonReader extends PacketReader {

  private static final int MAX_BYTES = 65_536;
  private static final long MAX_TIME_MS = 1L << 50;

  /** Names of fields are the sender's own: none is kept beyond its packet. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(64)
                  .maxStringLength(4_096)
                  .maxNameLength(256)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  JsonReader(Dialect dialect) {
    super(dialect);
  }

  /**
   * Reads the document whose first token is the current one, to its last token.
   *
   * @return what is wrong with it, empty when nothing is
   */
  abstract String document(JsonParser json, FaceSample into) throws IOException;

  @Override
  final Outcome parse(byte[] packet, int offset, int length, FaceSample into) {
    if (length > MAX_BYTES) {
      return malformed("longer than 64 KiB");
    }
    String text = new String(packet, offset, length, StandardCharsets.UTF_8);
    try (JsonParser json = FACTORY.createParser(text)) {
      if (json.nextToken() == null) {
        return malformed("empty");
      }
      String fault = document(json, into);
      if (!fault.isEmpty()) {
        return malformed(fault);
      }
      return json.nextToken() == null ? Outcome.SAMPLE : malformed("more than one document");
    } catch (IOException notJson) {
      return malformed("not JSON, or beyond its limits");
    }
  }

  /** The current token as a number, or NaN: a string is no number, infinity neither. */
  static float number(JsonParser json) throws IOException {
    if (!json.currentToken().isNumeric()) {
      return Float.NaN;
    }
    float value = json.getFloatValue();
    return Float.isFinite(value) ? value : Float.NaN;
  }

  /** Takes milliseconds; returns false when they are no time. */
  static boolean milliseconds(JsonParser json, FaceSample into) throws IOException {
    if (!json.currentToken().isNumeric()) {
      return false;
    }
    double ms = json.getDoubleValue();
    if (!(ms >= 0 && ms < MAX_TIME_MS)) {
      return false;
    }
    into.setSourceTimeUs((long) (ms * 1_000 + 0.5));
    return true;
  }

  /** Takes a shape by its name; another name is passed over. Returns false for no number. */
  static boolean shape(String name, float value, FaceSample into) {
    int channel = name == null ? NameTable.NONE : NameTable.CHANNELS.find(name);
    if (channel < 0 || channel >= Channel.SHAPES) {
      return true;
    }
    if (!Float.isFinite(value)) {
      return false;
    }
    into.set(channel, Ranges.clamp(channel, value));
    return true;
  }

  /** Takes an object of names and numbers that the current token opens. */
  static boolean shapes(JsonParser json, FaceSample into) throws IOException {
    boolean good = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken().isStructStart()) {
        json.skipChildren();
      } else {
        good &= shape(name, number(json), into);
      }
    }
    return good;
  }

  /**
   * Takes a list of objects that each name a shape and its value, which the current token opens.
   *
   * @param nameField one of the two fields that may hold the name
   */
  static boolean named(
      JsonParser json, String nameField, String otherName, String valueField, FaceSample into)
      throws IOException {
    boolean good = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      String name = null;
      float value = Float.NaN;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken token = json.nextToken();
        if (field.equals(valueField)) {
          value = number(json);
        } else if (token == JsonToken.VALUE_STRING
            && (field.equals(nameField) || field.equals(otherName))) {
          name = json.getText();
        }
        json.skipChildren();
      }
      good &= shape(name, value, into);
    }
    return good;
  }
}
