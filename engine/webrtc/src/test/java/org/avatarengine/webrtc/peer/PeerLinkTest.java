package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.avatarengine.webrtc.peer.Links.CHANNELS;
import static org.avatarengine.webrtc.peer.Links.PATIENCE;
import static org.avatarengine.webrtc.peer.Links.until;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and our server over real sockets of the loopback. */
class PeerLinkTest {
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final Duration SHORT = Duration.ofMillis(600);

  private final Recorded atServer = new Recorded(true);
  private final Recorded atClient = new Recorded(false);
  private PeerServer server;
  private PeerClients clients;

  @BeforeEach
  void open() throws Exception {
    server = PeerServer.open(Links.loopback());
    clients = PeerClients.open(PeerClientSettings.defaults());
  }

  @AfterEach
  void close() {
    clients.close();
    server.close();
  }

  @Test
  void shouldCarryTextBytesAndLargeMessagesWhenConnected() throws Exception {
    // Given
    PeerClient client = Links.open(server, clients, atServer, atClient);
    byte[] large = new byte[65_536];
    new Random(1).nextBytes(large);
    byte[] words = "grüß dich".getBytes(StandardCharsets.UTF_8);
    int control = atClient.stream("control");
    // When
    assertThat(client.send(control, true, words, 0, words.length)).isTrue();
    assertThat(client.send(control, false, large, 0, large.length)).isTrue();
    assertThat(client.send(atClient.stream("frames"), false, large, 10, 200)).isTrue();
    until(() -> atClient.messages.size() == 3);
    // Then
    assertThat(atServer.channels.get("frames"))
        .satisfies(
            channel -> {
              assertThat(channel.protocol()).isEqualTo("avatar.frame.v1");
              assertThat(channel.ordered()).isFalse();
              assertThat(channel.maxRetransmits()).isZero();
            });
    assertThat(atClient.messages)
        .anySatisfy(
            message -> {
              assertThat(message.text()).isTrue();
              assertThat(message.words()).isEqualTo("grüß dich");
            })
        .anySatisfy(message -> assertThat(message.bytes()).isEqualTo(large));
    assertThat(client.stats().packetsIn()).isPositive();
    assertThat(server.stats()).isEqualTo(new PeerServerStats(1, 1, 1, 0));
  }

  @Test
  void shouldTellBothSidesOnceWhenTheClientCloses() throws Exception {
    // Given
    PeerClient client = Links.open(server, clients, atServer, atClient);
    // When
    client.close();
    client.close();
    until(() -> !atServer.closed.isEmpty() && !atClient.closed.isEmpty());
    // Then
    assertThat(atServer.closed).containsExactly(PeerCloseReason.CLOSED_BY_PEER);
    assertThat(atClient.closed).containsExactly(PeerCloseReason.CLOSED);
    assertThat(server.stats().peers()).isZero();
    assertThat(clients.size()).isZero();
    assertThat(client.send(atClient.stream("control"), true, new byte[1], 0, 1)).isFalse();
  }

  @Test
  void shouldDeliverTheFarewellWhenTheServerCloses() throws Exception {
    // Given
    PeerClient client = clients.create(CHANNELS, atClient);
    PeerServer.Answer answer = server.accept(client.offer(), atServer);
    client.answer(answer.sdp());
    until(() -> atServer.channels.size() == 2 && atClient.channels.size() == 2);
    byte[] bye = "bye".getBytes(StandardCharsets.UTF_8);
    // When
    answer.peer().send(atServer.stream("control"), true, bye, 0, bye.length);
    answer.peer().close();
    until(() -> !atServer.closed.isEmpty() && !atClient.closed.isEmpty());
    // Then
    assertThat(atClient.messages).hasSize(1);
    assertThat(atClient.closed).containsExactly(PeerCloseReason.CLOSED_BY_PEER);
    assertThat(atServer.closed).containsExactly(PeerCloseReason.CLOSED);
  }

  @Test
  void shouldEndEveryPeerWhenTheServerCloses() throws Exception {
    // Given
    Links.open(server, clients, atServer, atClient);
    // When
    server.close();
    until(() -> !atClient.closed.isEmpty());
    // Then
    assertThat(atServer.closed).containsExactly(PeerCloseReason.SERVER_CLOSED);
    assertThat(atClient.closed).containsExactly(PeerCloseReason.CLOSED_BY_PEER);
  }

  @Test
  void shouldBeWritableAgainWhenWhatWaitedHasLeft() throws Exception {
    // Given
    PeerClient client = Links.open(server, clients, atServer, atClient);
    int control = atClient.stream("control");
    byte[] large = new byte[60_000];
    assertThat(client.isWritable(control)).isTrue();
    // When
    for (int i = 0; i < 3; i++) {
      client.send(control, false, large, 0, large.length);
    }
    boolean atOnce = client.isWritable(control);
    until(() -> client.isWritable(control));
    // Then
    assertThat(atOnce).isFalse();
    until(() -> atClient.writable.get() > 0);
    assertThat(client.isWritable(4_711)).isFalse();
  }

  @Test
  void shouldRefuseTheClientWhenItsCertificateIsNotTheOffers() throws Exception {
    // Given
    PeerClient client = clients.create(CHANNELS, atClient);
    String forged =
        client
            .offer()
            .replaceFirst(
                "a=fingerprint:sha-256 ..",
                "a=fingerprint:sha-256 " + (client.offer().contains("sha-256 00") ? "01" : "00"));
    // When
    client.answer(server.accept(forged, atServer).sdp());
    until(() -> !atServer.closed.isEmpty());
    // Then
    assertThat(atServer.closed).containsExactly(PeerCloseReason.FINGERPRINT_MISMATCH);
    assertThat(atServer.channels).isEmpty();
    until(() -> !atClient.closed.isEmpty());
    assertThat(atClient.channels).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ice-pwd", "ice-ufrag"})
  void shouldAnswerNothingWhenTheCheckIsNotSigned(String attribute) throws Exception {
    // Given
    try (PeerClients hasty = PeerClients.open(new PeerClientSettings(10, SHORT, PATIENCE))) {
      PeerClient client = hasty.create(CHANNELS, atClient);
      String answer = server.accept(client.offer(), atServer).sdp();
      String other = answer.replaceFirst("a=" + attribute + ":....", "a=" + attribute + ":AAAA");
      // When
      client.answer(other);
      until(() -> !atClient.closed.isEmpty());
      // Then
      assertThat(atClient.closed).containsExactly(PeerCloseReason.CONNECT_TIMEOUT);
      assertThat(client.stats().packetsIn()).isZero();
      assertThat(server.stats().dropped()).isPositive();
    }
  }

  @Test
  void shouldForgetThePeerWhenItNeverConnects() throws Exception {
    try (PeerServer hasty = server(SHORT, PATIENCE)) {
      // Given
      PeerClient client = clients.create(CHANNELS, atClient);
      // When
      hasty.accept(client.offer(), atServer);
      until(() -> !atServer.closed.isEmpty());
      // Then
      assertThat(atServer.closed).containsExactly(PeerCloseReason.CONNECT_TIMEOUT);
      assertThat(hasty.stats().peers()).isZero();
      client.close();
      until(() -> !atClient.closed.isEmpty());
      assertThat(atClient.closed).containsExactly(PeerCloseReason.CLOSED);
    }
  }

  @Test
  void shouldLoseConsentAtBothEndsWhenTheLinkIsCut() throws Exception {
    try (PeerServer impatient = server(PATIENCE, SHORT);
        PeerClients waiting = PeerClients.open(new PeerClientSettings(10, PATIENCE, SHORT));
        LossyRelay relay = new LossyRelay(impatient.candidates().getFirst(), 0, 1)) {
      // Given
      PeerClient client = waiting.create(CHANNELS, atClient);
      client.answer(relay.through(impatient.accept(client.offer(), atServer).sdp()));
      until(() -> atServer.channels.size() == 2);
      // When
      relay.lose(1);
      until(() -> !atServer.closed.isEmpty() && !atClient.closed.isEmpty());
      // Then
      assertThat(atServer.closed).containsExactly(PeerCloseReason.CONSENT_LOST);
      assertThat(atClient.closed).containsExactly(PeerCloseReason.CONSENT_LOST);
    }
  }

  @Test
  void shouldDeliverEverythingReliableWhenATenthIsLostAndATwentiethSpoiltBothWays()
      throws Exception {
    try (LossyRelay relay = new LossyRelay(server.candidates().getFirst(), 0.1, 5)) {
      // Given
      PeerClient client = clients.create(CHANNELS, atClient);
      client.answer(relay.through(server.accept(client.offer(), atServer).sdp()));
      until(() -> atServer.channels.size() == 2 && atClient.channels.size() == 2);
      relay.spoil(0.05);
      int control = atClient.stream("control");
      int frames = atClient.stream("frames");
      byte[] bytes = new byte[300];
      // When
      for (int i = 0; i < 200; i++) {
        bytes[0] = (byte) i;
        int index = i;
        until(() -> client.send(control, false, bytes, 0, 300));
        until(() -> client.send(frames, false, bytes, 0, 300) || index < 0);
      }
      until(
          () ->
              atServer.messages.stream().filter(each -> each.streamId() == control).count() == 200);
      // Then
      assertThat(
              atServer.messages.stream()
                  .filter(each -> each.streamId() == control)
                  .map(each -> each.bytes()[0] & 0xFF)
                  .toList())
          .isEqualTo(java.util.stream.IntStream.range(0, 200).boxed().toList());
      assertThat(atServer.messages.stream().filter(each -> each.streamId() == frames).count())
          .isBetween(100L, 200L);
    }
  }

  @Test
  void shouldConnectOverIpv6WhenThatIsAnnounced() throws Exception {
    InetSocketAddress six = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_6), 0);
    try (PeerServer over6 = PeerServer.open(Links.settings(six, List.of(), PATIENCE, PATIENCE))) {
      // When
      PeerClient client = Links.open(over6, clients, atServer, atClient);
      // Then
      assertThat(over6.candidates()).hasSize(1);
      assertThat(client.isWritable(atClient.stream("control"))).isTrue();
    }
  }

  @Test
  void shouldAnswerFromTheAddressThatWasAskedWhenBoundToTheWildcard() throws Exception {
    try (PeerServer everywhere =
        PeerServer.open(Links.settings(new InetSocketAddress(0), List.of(), PATIENCE, PATIENCE))) {
      for (InetSocketAddress candidate : everywhere.candidates()) {
        // Given
        Recorded there = new Recorded(true);
        Recorded here = new Recorded(false);
        PeerClient client = clients.create(CHANNELS, here);
        String answer = everywhere.accept(client.offer(), there).sdp();
        String only =
            answer
                .lines()
                .filter(
                    line ->
                        !line.startsWith("a=candidate")
                            || line.contains(" " + candidate.getAddress().getHostAddress() + " "))
                .collect(java.util.stream.Collectors.joining("\r\n", "", "\r\n"));
        // When
        client.answer(only);
        // Then
        until(() -> here.channels.size() == 2);
      }
    }
  }

  @Test
  void shouldRefuseMorePeersWhenThereAreAsManyAsThereMayBe() throws Exception {
    try (PeerServer small =
        PeerServer.open(
            new PeerServerSettings(Links.loopback().bind(), List.of(), 1, PATIENCE, PATIENCE))) {
      // Given
      String offer = clients.create(CHANNELS, atClient).offer();
      small.accept(offer, atServer);
      // Then
      assertThatThrownBy(() -> small.accept(offer, atServer))
          .isInstanceOf(PeerLimitException.class);
      assertThatThrownBy(() -> small.accept("v=0\r\n", atServer))
          .isInstanceOf(SdpException.class)
          .hasMessageContaining("m=application");
      assertThatThrownBy(() -> small.accept(offer.replace("actpass", "passive"), atServer))
          .isInstanceOf(SdpException.class);
    }
  }

  private static PeerServer server(Duration connect, Duration consent) throws Exception {
    return PeerServer.open(Links.settings(Links.loopback().bind(), List.of(), connect, consent));
  }
}
