package org.avatarengine.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The envelope of every Kafka record, a JSON object {@code {id, type, version, time, traceparent,
 * data}}. Delivery is at least once: {@code id} tells a repeat.
 *
 * @param id unique per event; a re-delivery carries the same
 * @param version version of the payload's shape, from 1
 * @param time when the fact became true
 * @param traceparent W3C trace context of the request that caused it, or null
 * @param data the payload; its class decides the JSON field {@code type}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event<T extends Payload>(
    UUID id,
    int version,
    Instant time,
    String traceparent,
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
            property = "type")
        T data) {

  public Event {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(data, "data");
    if (version < 1) {
      throw new IllegalArgumentException("version starts at 1, was " + version);
    }
  }

  /** A new event of version 1. */
  public static <T extends Payload> Event<T> of(T data, Instant time, String traceparent) {
    return new Event<>(UUID.randomUUID(), 1, time, traceparent, data);
  }
}
