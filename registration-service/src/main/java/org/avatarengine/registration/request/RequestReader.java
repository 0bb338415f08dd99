package org.avatarengine.registration.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.JobRequest;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.InboxKey;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.registration.avatar.Consent;
import org.avatarengine.registration.avatar.Profile;

/**
 * Reads what outside producers write, strictly: what is not understood is said, not passed over, so
 * that a misspelt field does not become a silent default.
 */
final class RequestReader {

  static final int LONGEST = 64 * 1024;

  private static final Set<String> ENVELOPE =
      Set.of("id", "type", "version", "time", "traceparent", "data");
  private static final List<String> ENVELOPE_NEEDED =
      List.of("id", "type", "version", "time", "data");
  private static final List<String> NEEDED =
      List.of("requestId", "ownerId", "kind", "original", "name");

  private static final JavaType EVENT =
      TypeFactory.defaultInstance().constructParametricType(Event.class, Payload.class);

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  /** What a record says. */
  sealed interface Read {

    /** A request that may be looked into. */
    record Request(JobRequest request, Profile profile, String fingerprint) implements Read {}

    /** No request, or none that is offered. */
    record Refused(List<Reason> reasons) implements Read {}
  }

  private RequestReader() {}

  /**
   * Reads a record.
   *
   * @param bytes its value, or null
   */
  static Read read(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return refused("not-json", "The record is empty.");
    }
    if (bytes.length > LONGEST) {
      return refused("record-too-large", "The record is larger than " + LONGEST / 1024 + " KiB.");
    }
    JsonNode root;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      root = STRICT.readTree(text);
    } catch (CharacterCodingException e) {
      return refused("not-utf-8", "The record is not UTF-8.");
    } catch (JsonProcessingException e) {
      return notJson(e);
    }
    List<Reason> complaints = complaints(root);
    return complaints.isEmpty() ? request(root) : new Read.Refused(complaints);
  }

  /** The record as far as it is repeated in the dead letters: up to 64 KiB, cut between letters. */
  static String repeated(byte[] bytes) {
    if (bytes == null) {
      return "";
    }
    int end = Math.min(bytes.length, LONGEST);
    if (end < bytes.length) {
      while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
        end--;
      }
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static List<Reason> complaints(JsonNode root) {
    if (!root.isObject()) {
      return List.of(new Reason("not-json", "The record is not a JSON object."));
    }
    List<Reason> found = new ArrayList<>();
    Set<String> unknown = new TreeSet<>();
    root.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(ENVELOPE);
    unknown.forEach(name -> found.add(unknownField(name)));
    missing(root, ENVELOPE_NEEDED, "").forEach(found::add);
    if (root.has("type") && !root.get("type").equals(STRICT.valueToTree("job-request"))) {
      found.add(new Reason("wrong-type", "The field \"type\" must be \"job-request\"."));
    }
    if (root.has("version") && !root.get("version").equals(STRICT.valueToTree(1))) {
      found.add(new Reason("unknown-version", "The field \"version\" must be 1."));
    }
    if (root.has("id") && !isUuid(root.get("id"))) {
      found.add(invalidField("id"));
    }
    if (root.has("time") && !isTime(root.get("time"))) {
      found.add(invalidField("time"));
    }
    if (root.hasNonNull("traceparent") && !root.get("traceparent").isTextual()) {
      found.add(invalidField("traceparent"));
    }
    JsonNode data = root.get("data");
    if (data != null && !data.isObject()) {
      found.add(invalidField("data"));
    } else if (data != null) {
      found.addAll(missing(data, NEEDED, "data."));
    }
    return found;
  }

  private static List<Reason> missing(JsonNode node, List<String> needed, String prefix) {
    return needed.stream()
        .filter(name -> !node.hasNonNull(name))
        .map(name -> new Reason("missing-field", "The field \"" + prefix + name + "\" is missing."))
        .toList();
  }

  private static Read request(JsonNode root) {
    JobRequest request;
    String canonical;
    try {
      Event<?> event = STRICT.treeToValue(root, EVENT);
      request = (JobRequest) event.data();
      canonical = STRICT.writeValueAsString(request);
    } catch (UnrecognizedPropertyException e) {
      return new Read.Refused(List.of(unknownField(field(e))));
    } catch (JsonMappingException e) {
      return new Read.Refused(List.of(invalid(e)));
    } catch (JsonProcessingException e) {
      return notJson(e);
    }
    if (request.kind() != JobKind.FACE) {
      return refused("kind-not-offered", "Requests of the kind \"face\" are taken, no others yet.");
    }
    String name = Profile.tidy(request.name());
    String description = Profile.tidy(request.description());
    List<String> tags =
        request.tags().stream().map(Profile::tidy).filter(Objects::nonNull).distinct().toList();
    List<Reason> complaints = new ArrayList<>(Profile.complaints(name, description, tags));
    if (request.consent() != null && !Consent.isVersion(request.consent().policyVersion())) {
      complaints.add(invalidField("data.consent.policyVersion"));
    }
    if (request.original().inboxKey() != null) {
      try {
        InboxKey.of(request.original().inboxKey());
      } catch (IllegalArgumentException e) {
        complaints.add(
            new Reason(
                "invalid-field",
                "The field \"data.original.inboxKey\" is not an inbox key: "
                    + e.getMessage()
                    + "."));
      }
    }
    return complaints.isEmpty()
        ? new Read.Request(
            request,
            new Profile(name, description, tags),
            Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8)))
        : new Read.Refused(List.copyOf(complaints));
  }

  /** The records of the contract say themselves what they do not take. */
  private static Reason invalid(JsonMappingException failure) {
    String field = field(failure);
    return failure.getCause() instanceof IllegalArgumentException rule && rule.getMessage() != null
        ? new Reason(
            "invalid-field", "The field \"" + field + "\" is not valid: " + rule.getMessage() + ".")
        : invalidField(field);
  }

  private static String field(JsonMappingException failure) {
    String path =
        failure.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.startsWith("data") ? path : "data" + (path.isEmpty() ? "" : "." + path);
  }

  private static boolean isUuid(JsonNode node) {
    try {
      return node.isTextual()
          && UUID.fromString(node.textValue()).toString().equalsIgnoreCase(node.textValue());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isTime(JsonNode node) {
    try {
      return node.isTextual() && Instant.parse(node.textValue()) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Read notJson(JsonProcessingException failure) {
    JsonLocation at = failure.getLocation();
    return refused(
        "not-json",
        "The record is not one JSON object with every field once"
            + (at == null
                ? "."
                : ", see line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
  }

  private static Reason unknownField(String name) {
    return new Reason("unknown-field", "There is no field \"" + name + "\".");
  }

  private static Reason invalidField(String name) {
    return new Reason("invalid-field", "The field \"" + name + "\" is not valid.");
  }

  private static Read refused(String code, String message) {
    return new Read.Refused(List.of(new Reason(code, message)));
  }
}
