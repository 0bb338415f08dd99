package org.avatarengine.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Payload;

/** Events to JSON and back. */
@ApplicationScoped
public class EventCodec {

  private static final TypeReference<Event<Payload>> EVENT = new TypeReference<>() {};

  private final ObjectMapper json;

  EventCodec(ObjectMapper json) {
    this.json = json;
  }

  public String write(Event<?> event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is always JSON", e);
    }
  }

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException when it is not one that this version knows
   */
  public Event<Payload> read(String text) {
    try {
      return json.readValue(text, EVENT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an event: " + e.getOriginalMessage(), e);
    }
  }
}
