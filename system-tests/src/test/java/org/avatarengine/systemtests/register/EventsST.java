package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

/** The live events socket, through the gateway. */
class EventsST {

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.demo(engine);

  @Test
  void shouldTellTheStagesAndTheEndWhenSubscribed() throws Exception {
    // Given
    Listener listener = new Listener();
    WebSocket socket = open(client.token(), listener);
    String avatar =
        client
            .upload("e.jpg", Portraits.jpeg(500), "Events", "Prefer", "respond-async")
            .json()
            .get("avatarId")
            .asText();
    // When
    socket
        .sendText(
            "{\"event\":\"avatar:subscribe\",\"data\":{\"avatarId\":\""
                + avatar
                + "\",\"since\":0}}",
            true)
        .get(10, TimeUnit.SECONDS);
    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(listener.events("avatar:processing:complete", avatar)).isNotEmpty());
    assertThat(listener.events("avatar:processing:update", avatar)).isNotEmpty();
    assertThat(listener.events("avatar:completed", avatar)).isNotEmpty();
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldRefuseTheSocketWhenTheTokenIsBad() {
    assertThatThrownBy(() -> open("forged", new Listener())).hasMessageContaining("Handshake");
  }

  private WebSocket open(String token, Listener listener) throws Exception {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols("avatar.events.v1", "bearer." + token)
        .connectTimeout(Duration.ofSeconds(10))
        .buildAsync(client.socket("/api/v1/events"), listener)
        .get(15, TimeUnit.SECONDS);
  }

  private static final class Listener implements WebSocket.Listener {
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        try {
          received.add(GatewayClient.JSON.readTree(part.toString()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    List<JsonNode> events(String name, String avatar) {
      return received.stream()
          .filter(event -> event.path("event").asText().equals(name))
          .filter(event -> event.path("data").path("avatarId").asText().equals(avatar))
          .toList();
    }
  }
}
