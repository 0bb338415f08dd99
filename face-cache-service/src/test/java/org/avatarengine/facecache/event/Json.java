package org.avatarengine.facecache.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Payload;

/** Events as they stand on Kafka. */
public final class Json {

  private static final TypeReference<Event<Payload>> EVENT = new TypeReference<>() {};
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private Json() {}

  public static String write(Event<?> event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Event<Payload> read(String text) {
    try {
      return MAPPER.readValue(text, EVENT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
