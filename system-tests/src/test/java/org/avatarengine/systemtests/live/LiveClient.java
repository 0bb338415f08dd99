package org.avatarengine.systemtests.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;

/** A user of live sessions. */
record LiveClient(GatewayClient gateway) {

  /** A session just created; its tokens are told once. */
  record Session(JsonNode json) {
    String id() {
      return json.get("sessionId").asText();
    }

    String path() {
      return "/api/v1/sessions/" + id();
    }

    String performer() {
      return json.get("tokens").get("performer").asText();
    }

    String viewer() {
      return json.get("tokens").get("viewer").asText();
    }

    /** The code by which a phone's packets find the session. */
    String subject() {
      return json.get("ingest").get(0).get("subject").asText();
    }

    int ingestPort() {
      return json.get("ingest").get(0).get("port").asInt();
    }
  }

  Session create(Map<String, Object> request) {
    Answer answer = gateway.postJson("/api/v1/sessions", request);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    Session session = new Session(answer.json());
    assertThat(answer.header("Location")).endsWith(session.path());
    return session;
  }

  /** Opens the session's stream with a token, {@code query} from its question mark on. */
  StreamViewer watch(Session session, String token, String format, String query, String... more) {
    return StreamViewer.open(
        gateway.socket(session.path() + "/stream" + query), token, format, more);
  }
}
