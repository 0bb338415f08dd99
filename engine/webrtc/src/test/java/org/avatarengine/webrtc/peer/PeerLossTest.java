package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.avatarengine.webrtc.peer.Links.CHANNELS;
import static org.avatarengine.webrtc.peer.Links.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections through a relay that loses a tenth, both ways, and takes 20 ms. */
class PeerLossTest {
  @ParameterizedTest
  @ValueSource(ints = {7, 8})
  void shouldConnectEveryTimeWhenATenthIsLostBothWays(int seed) throws Exception {
    try (PeerServer server = PeerServer.open(Links.loopback());
        PeerClients clients = PeerClients.open(PeerClientSettings.defaults());
        LossyRelay relay = new LossyRelay(server.candidates().getFirst(), 0.1, seed)) {
      // Given
      relay.delay(Duration.ofMillis(20));
      List<Recorded> ends = new ArrayList<>();
      // When
      for (int i = 0; i < 40; i++) {
        Recorded atServer = new Recorded(false);
        Recorded atClient = new Recorded(false);
        PeerClient client = clients.create(CHANNELS, atClient);
        client.answer(relay.through(server.accept(client.offer(), atServer).sdp()));
        ends.add(atServer);
        ends.add(atClient);
      }
      // Then
      until(() -> ends.stream().allMatch(end -> end.channels.size() == 2 || !end.closed.isEmpty()));
      assertThat(ends).allMatch(end -> end.closed.isEmpty());
    }
  }
}
