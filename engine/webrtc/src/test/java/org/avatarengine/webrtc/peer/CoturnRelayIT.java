package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.avatarengine.webrtc.peer.Links.PATIENCE;
import static org.avatarengine.webrtc.peer.Links.until;

import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser that may only go through a real coturn. */
class CoturnRelayIT {
  @TempDir Path folder;

  private final Recorded listener = new Recorded(true);

  @Test
  void shouldConnectThroughTheRelayWhenTheBrowserMayNotGoDirectly() throws Exception {
    try (PeerServer server = server(PATIENCE);
        Coturn coturn = new Coturn(address(server), folder);
        Chromium chromium = new Chromium();
        Page page = chromium.page()) {
      // Given
      String offer = (String) page.evaluate("config => offer(config)", coturn.relayOnly());
      PeerServer.Answer answer = server.accept(offer, listener);
      // When
      page.evaluate("sdp => answer(sdp)", answer.sdp());
      page.waitForFunction("() => frames.readyState === 'open' && control.readyState === 'open'");
      page.evaluate("control.send('through the relay')");
      page.waitForFunction("() => got.control.length === 1");
      // Then
      assertThat(page.evaluate("got.control[0].text")).isEqualTo("through the relay");
      assertThat(page.evaluate("pair()")).isEqualTo("relay");
      assertThat(((PeerConnection) answer.peer()).remote().getPort())
          .matches(coturn::isRelayPort, "a port of the relay");
      // When
      page.evaluate("pc.close()");
      until(() -> !listener.closed.isEmpty());
      // Then
      assertThat(listener.closed).containsExactly(PeerCloseReason.CLOSED_BY_PEER);
    }
  }

  @Test
  void shouldNeverConnectWhenTheRelayRefusesTheCredential() throws Exception {
    try (PeerServer server = server(Duration.ofSeconds(3));
        Coturn coturn = new Coturn(address(server), folder);
        Chromium chromium = new Chromium();
        Page page = chromium.page()) {
      // Given
      String offer =
          (String) page.evaluate("config => offer(config)", coturn.relayOnly("another secret"));
      // When
      page.evaluate("sdp => answer(sdp)", server.accept(offer, listener).sdp());
      until(() -> !listener.closed.isEmpty());
      // Then
      assertThat(listener.closed).containsExactly(PeerCloseReason.CONNECT_TIMEOUT);
    }
  }

  private static PeerServer server(Duration connect) throws Exception {
    return PeerServer.open(Links.settings(new InetSocketAddress(0), List.of(), connect, PATIENCE));
  }

  private static InetAddress address(PeerServer server) {
    return server.candidates().getFirst().getAddress();
  }
}
