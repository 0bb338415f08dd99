package org.avatarengine.benchmarks.simulate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.avatarengine.benchmarks.simulate.link.LinkSettings;
import org.avatarengine.benchmarks.simulate.link.UdpProxy;
import org.avatarengine.webrtc.peer.Peer;
import org.avatarengine.webrtc.peer.PeerCloseReason;
import org.avatarengine.webrtc.peer.PeerLimitException;
import org.avatarengine.webrtc.peer.PeerListener;
import org.avatarengine.webrtc.peer.PeerServer;
import org.avatarengine.webrtc.peer.PeerServerSettings;
import org.avatarengine.webrtc.peer.SdpException;
import org.avatarengine.webrtc.sctp.DataChannelInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionApiTest {

  private static final String SESSION =
      """
      {"sessionId":"a.b","transports":{"webSocket":{"path":"/s/a.b/stream"}},
       "tokens":{"performer":"P","viewer":"V"},
       "ingest":[{"dialect":"live-link-face","host":"127.0.0.1","port":7,"subject":"AVA-1"}]}
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private URI base;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          note(exchange);
          reply(exchange, status, body);
        });
  }

  private String note(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(
        exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + bearer + " " + body);
    return body;
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void shouldSignInMakeAndEndASession() throws Exception {
    // Given
    answer("/api/v1/auth/token", 200, "{\"accessToken\":\"T\"}");
    answer("/api/v1/sessions/a.b", 404, "gone");
    answer("/api/v1/sessions", 201, SESSION);
    SessionApi api = new SessionApi(base);

    // When
    api.signIn(base, "demo", "secret");
    SessionApi.Made made = api.create(SessionApi.Order.raw(5));
    api.delete(made.sessionId());

    // Then
    assertThat(made.streamPath()).isEqualTo("/s/a.b/stream");
    assertThat(made.performerToken()).isEqualTo("P");
    assertThat(made.viewerToken()).isEqualTo("V");
    assertThat(made.ingest())
        .containsExactly(new SessionApi.Ingest("live-link-face", "127.0.0.1", 7, "AVA-1"));
    assertThat(api.socket("/x")).hasToString("ws://127.0.0.1:" + base.getPort() + "/x");
    assertThat(asked.get(0)).contains("\"username\":\"demo\"", "\"password\":\"secret\"");
    assertThat(asked.get(1)).startsWith("POST /api/v1/sessions Bearer T").contains("\"seed\":5");
    assertThat(asked.get(2)).startsWith("DELETE /api/v1/sessions/a.b Bearer T");
  }

  @Test
  void shouldSayWhatWasAnsweredWhenRefused() {
    // Given
    answer("/api/v1/sessions", 409, "{\"title\":\"Too many sessions\"}");
    SessionApi api = new SessionApi(base);

    // When, Then
    assertThatThrownBy(() -> api.create(SessionApi.Order.raw(1)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("POST /api/v1/sessions was answered with 409")
        .hasMessageContaining("Too many sessions");
  }

  @Test
  void shouldTalkOverWebRtcWhenAProxyLiesBetween() throws Exception {
    // Given: a server that answers each message with itself.
    LinkSettings far = new LinkSettings(0, 1, 0, 15_000, 0, 0, 0);
    try (PeerServer peers = PeerServer.open(settings());
        UdpProxy proxy = new UdpProxy(peers.candidates().get(0), far, far, 3);
        PeerLinks links = new PeerLinks(2, to -> proxy.address())) {
      server.createContext("/api/v1/rtc/offer", exchange -> offer(exchange, peers));
      LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
      LinkedBlockingQueue<LiveConnection> open = new LinkedBlockingQueue<>();

      // When
      links.connect(new SessionApi(base), "a.b", "V", Format.BINARY, 2, new Listener(heard, open));
      LiveConnection connection = open.poll(20, TimeUnit.SECONDS);
      long sentUs = ClientClock.nowUs();
      connection.text("{\"type\":\"ping\"}");

      // Then
      assertThat(connection.carrier()).isEqualTo(Carrier.WEB_RTC);
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("text {\"type\":\"ping\"}");
      assertThat(ClientClock.nowUs() - sentUs).isGreaterThanOrEqualTo(30_000);
      String back = null;
      while (back == null) {
        connection.binary(new byte[] {0, 42}, 1, 1);
        back = heard.poll(50, TimeUnit.MILLISECONDS);
      }
      assertThat(back).isEqualTo("binary 42");
      assertThat(asked.get(0)).contains("Bearer V", "\"level\":2", "a=ice-ufrag");
    }
  }

  private void offer(HttpExchange exchange, PeerServer peers) throws IOException {
    var body = new com.fasterxml.jackson.databind.ObjectMapper().readTree(note(exchange));
    try {
      String sdp = peers.accept(body.path("sdp").asText(), new Echo()).sdp();
      var answer = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
      reply(exchange, 200, answer.put("sdp", sdp).put("viewerId", "x").toString());
    } catch (SdpException | PeerLimitException e) {
      reply(exchange, 400, String.valueOf(e.getMessage()));
    }
  }

  private static PeerServerSettings settings() {
    Duration patience = Duration.ofSeconds(15);
    return new PeerServerSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        List.of(),
        5,
        patience,
        patience);
  }

  /** Sends everything back. */
  private static final class Echo implements PeerListener {
    @Override
    public void onChannel(Peer peer, DataChannelInfo channel) {}

    @Override
    public void onMessage(
        Peer peer, int streamId, boolean text, byte[] bytes, int offset, int length) {
      peer.send(streamId, text, bytes, offset, length);
    }

    @Override
    public void onWritable(Peer peer) {}

    @Override
    public void onClosed(Peer peer, PeerCloseReason reason) {}
  }

  private record Listener(
      LinkedBlockingQueue<String> heard, LinkedBlockingQueue<LiveConnection> open)
      implements LiveListener {
    @Override
    public void onOpen(LiveConnection connection, long nowUs) {
      open.add(connection);
    }

    @Override
    public void onBinary(byte[] bytes, int offset, int length, long nowUs) {
      heard.add("binary " + bytes[offset]);
    }

    @Override
    public void onText(String text, long nowUs) {
      heard.add("text " + text);
    }

    @Override
    public void onClosed(int code, String reason, long nowUs) {
      heard.add("closed " + reason);
    }
  }
}
