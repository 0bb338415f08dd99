package org.avatarengine.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges OpenAPI documents into one. Pure; one thread. */
final class OpenApiMerge {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> PUBLIC = List.of("/api/", "/.well-known/", "/avatar/");
  private static final String SCHEMAS = "#/components/schemas/";

  private final ObjectNode whole = JSON.objectNode();
  private final ObjectNode paths = JSON.objectNode();
  private final ObjectNode schemas = JSON.objectNode();
  private final Set<String> tags = new HashSet<>();
  private final ArrayNode tagList = JSON.arrayNode();
  private final ArrayNode unavailable = JSON.arrayNode();

  OpenApiMerge(String title, String version) {
    whole.put("openapi", "3.1.0");
    whole
        .putObject("info")
        .put("title", title)
        .put("version", version)
        .put("description", "A photo goes in; a registered face and its verdict come out.");
    whole.putArray("servers").addObject().put("url", "/");
  }

  /** Adds the public part of a service's document. */
  void add(String service, JsonNode document) {
    Map<String, String> renamed = addSchemas(service, document.path("components").path("schemas"));
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (PUBLIC.stream().anyMatch(path.getKey()::startsWith) && !paths.has(path.getKey())) {
        paths.set(path.getKey(), renamed(path.getValue(), renamed));
      }
    }
    for (JsonNode tag : document.path("tags")) {
      if (tags.add(tag.path("name").asText())) {
        tagList.add(tag);
      }
    }
  }

  /** Names a service whose document could not be had. */
  void missing(String service) {
    unavailable.add(service);
  }

  private Map<String, String> addSchemas(String service, JsonNode theirs) {
    Map<String, String> renamed = new HashMap<>();
    for (Map.Entry<String, JsonNode> schema : theirs.properties()) {
      JsonNode known = schemas.get(schema.getKey());
      if (known != null && !known.equals(schema.getValue())) {
        renamed.put(SCHEMAS + schema.getKey(), SCHEMAS + service + "." + schema.getKey());
      }
    }
    for (Map.Entry<String, JsonNode> schema : theirs.properties()) {
      String reference = renamed.get(SCHEMAS + schema.getKey());
      String name = reference == null ? schema.getKey() : reference.substring(SCHEMAS.length());
      schemas.set(name, renamed(schema.getValue(), renamed));
    }
    return renamed;
  }

  private static JsonNode renamed(JsonNode node, Map<String, String> names) {
    if (names.isEmpty()) {
      return node;
    }
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = JSON.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          JsonNode value = member.getValue();
          boolean reference = member.getKey().equals("$ref") && value.isTextual();
          String name = reference ? names.get(value.asText()) : null;
          copy.set(member.getKey(), name == null ? renamed(value, names) : new TextNode(name));
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JSON.arrayNode();
        array.forEach(element -> copy.add(renamed(element, names)));
        yield copy;
      }
      default -> node;
    };
  }

  /** The one document. */
  ObjectNode whole() {
    if (!unavailable.isEmpty()) {
      whole.set("x-unavailable", unavailable);
    }
    whole.set("tags", tagList);
    whole.set("paths", paths);
    ObjectNode components = whole.putObject("components");
    components.set("schemas", schemas);
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT");
    schemes.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
    ArrayNode security = whole.putArray("security");
    security.addObject().putArray("bearer");
    security.addObject().putArray("apiKey");
    return whole;
  }
}
