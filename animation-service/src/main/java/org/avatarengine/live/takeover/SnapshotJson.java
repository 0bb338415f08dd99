package org.avatarengine.live.takeover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.avatarengine.animation.live.SessionSnapshot;
import org.avatarengine.live.session.SessionFacts;

/** Sessions to JSON and back. Takes some 100 µs each: not for event loops. */
final class SnapshotJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private SnapshotJson() {}

  static Saved write(SessionFacts facts, SessionSnapshot snapshot) {
    try {
      return new Saved(
          facts.id(),
          facts.ownerId(),
          JSON.writeValueAsBytes(facts),
          JSON.writeValueAsBytes(snapshot));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a snapshot is always JSON", e);
    }
  }

  /**
   * Reads a session's facts.
   *
   * @throws IOException when they are none, as after a change of version
   */
  static SessionFacts facts(byte[] json) throws IOException {
    return JSON.readValue(json, SessionFacts.class);
  }

  /**
   * Reads a snapshot.
   *
   * @throws IOException when it is none, as after a change of version
   */
  static SessionSnapshot snapshot(byte[] json) throws IOException {
    return JSON.readValue(json, SessionSnapshot.class);
  }
}
