package org.avatarengine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.live.LiveClient.Created;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.avatarengine.webrtc.peer.Peer;
import org.avatarengine.webrtc.peer.PeerClient;
import org.avatarengine.webrtc.peer.PeerClientSettings;
import org.avatarengine.webrtc.peer.PeerClients;
import org.avatarengine.webrtc.peer.PeerCloseReason;
import org.avatarengine.webrtc.peer.PeerListener;
import org.avatarengine.webrtc.sctp.DataChannelInfo;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class PeerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LiveClient owner = new LiveClient();

  /** A viewer by data channels. */
  private static final class Screen implements PeerListener {
    private final FrameDecoder decoder = new FrameDecoder();
    private final QuantizedFrame frame = new QuantizedFrame();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong deltas = new AtomicLong();
    private final AtomicReference<String> welcome = new AtomicReference<>();
    private final float[] values = new float[Channel.COUNT];

    @Override
    public void onChannel(Peer peer, DataChannelInfo channel) {}

    @Override
    public void onMessage(
        Peer peer, int stream, boolean text, byte[] bytes, int offset, int length) {
      if (text) {
        welcome.compareAndSet(null, new String(bytes, offset, length, StandardCharsets.UTF_8));
        return;
      }
      try {
        if (decoder.decode(bytes, offset, length, frame) == FrameDecoder.Outcome.SHOWN) {
          frame.toValues(values);
          frames.incrementAndGet();
          if (length < 40) {
            deltas.incrementAndGet();
          }
          int sequence = (int) frame.sequence();
          byte[] acknowledgement = {
            0x11,
            (byte) sequence,
            (byte) (sequence >> 8),
            (byte) (sequence >> 16),
            (byte) (sequence >> 24)
          };
          peer.send(stream, false, acknowledgement, 0, acknowledgement.length);
        }
      } catch (FrameFormatException bad) {
        throw new IllegalStateException(bad);
      }
    }

    @Override
    public void onWritable(Peer peer) {}

    @Override
    public void onClosed(Peer peer, PeerCloseReason reason) {}
  }

  @Test
  void shouldShowTheFaceOverDataChannelsWhenAPeerOffers() throws Exception {
    // Given
    Created session = owner.create(Map.of());
    Screen screen = new Screen();
    try (PeerClients clients = PeerClients.open(PeerClientSettings.defaults())) {
      PeerClient client =
          clients.create(
              List.of(
                  new DataChannelInfo(-1, "frames", "avatar.frame.v1", false, 0, -1),
                  new DataChannelInfo(-1, "control", "", true, -1, -1)),
              screen);
      // When
      JsonPath answer =
          LiveClient.with(session.viewer())
              .body(Map.of("sessionId", session.id(), "type", "offer", "sdp", client.offer()))
              .post("/api/v1/rtc/offer")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      client.answer(answer.getString("sdp"));
      // Then
      await().atMost(PATIENCE).until(() -> screen.frames.get() > 30 && screen.deltas.get() > 10);
      await().atMost(PATIENCE).until(() -> screen.welcome.get() != null);
      assertThat(answer.getString("type")).isEqualTo("answer");
      assertThat(screen.welcome.get())
          .contains("welcome")
          .contains(answer.getString("viewerId"))
          .contains(session.id());
      LiveClient.with(session.performer())
          .body(Map.of("emotion", "happiness"))
          .post(session.path() + "/emotion")
          .then()
          .statusCode(202);
      await()
          .atMost(PATIENCE)
          .until(() -> screen.values[Channel.MOUTH_SMILE_LEFT.ordinal()] > 0.2f);
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenTheOfferIsNone() {
    // Given
    Created session = owner.create(Map.of());
    // When / Then
    LiveClient.with(session.viewer())
        .body(Map.of("type", "offer", "sdp", "v=0\r\n"))
        .post(session.path() + "/rtc/offer")
        .then()
        .statusCode(400)
        .body("reasons.code", hasItem("sdp-unusable"));
    LiveClient.with(new LiveClient().create(Map.of()).viewer())
        .body(Map.of("sessionId", session.id(), "sdp", "v=0\r\n"))
        .post("/api/v1/rtc/offer")
        .then()
        .statusCode(404);
  }
}
