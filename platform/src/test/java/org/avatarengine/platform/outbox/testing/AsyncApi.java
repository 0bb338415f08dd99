package org.avatarengine.platform.outbox.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The published description of every topic. Readers may meet fields that they do not know; records
 * of this version may not hold any that the description lacks, so objects are closed here.
 */
public final class AsyncApi {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String DEFINITIONS = "#/definitions/";

  private final JsonNode document;
  private final Map<String, JsonSchema> schemas = new TreeMap<>();

  private AsyncApi(JsonNode document) {
    this.document = document;
    JsonNode described = document.at("/components/schemas").deepCopy();
    close(described);
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.set("definitions", parse(described.toString().replace(SCHEMAS, DEFINITIONS)));
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    document
        .at("/components/messages")
        .properties()
        .forEach(
            message -> {
              ObjectNode schema = root.deepCopy();
              String payload = message.getValue().at("/payload/$ref").textValue();
              schema
                  .putArray("allOf")
                  .addObject()
                  .put("$ref", payload.replace(SCHEMAS, DEFINITIONS));
              schemas.put(message.getKey(), factory.getSchema(schema, config));
            });
  }

  /** The description in this source tree. */
  public static AsyncApi ofThisProject() {
    Path file = Path.of(System.getProperty("avatar.root"), "docs", "api", "asyncapi.yaml");
    try {
      return new AsyncApi(new YAMLMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode document() {
    return document;
  }

  /** The types of message that travel on a topic, or null where the topic is not described. */
  public List<String> messagesOf(String topic) {
    for (JsonNode channel : document.get("channels")) {
      if (channel.get("address").textValue().equals(topic)) {
        List<String> types = new ArrayList<>();
        for (JsonNode message : channel.get("messages")) {
          String pointer = message.get("$ref").textValue().substring(1);
          types.add(document.at(pointer).get("name").textValue());
        }
        return types;
      }
    }
    return null;
  }

  /**
   * What is wrong with a record on a topic; empty when it is as described.
   *
   * @param record the record's value
   */
  public List<String> complaints(String topic, String record) {
    JsonNode event;
    try {
      event = parse(record);
    } catch (UncheckedIOException e) {
      return List.of("not JSON: " + e.getMessage());
    }
    String type = event.path("type").asText();
    List<String> types = messagesOf(topic);
    if (types == null || !types.contains(type)) {
      return List.of("there is no " + type + " on " + topic);
    }
    return schemas.get(type).validate(event).stream().map(ValidationMessage::getMessage).toList();
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(AsyncApi::close);
  }
}
