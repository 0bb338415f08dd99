package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.avatarengine.webrtc.peer.Links.until;

import com.microsoft.playwright.Page;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real browser against the server. */
class ChromiumPeerIT {
  private static final Map<String, Object> DIRECT = Map.of("iceServers", List.of());

  private static Chromium chromium;
  private static PeerServer server;

  private final Recorded listener = new Recorded(true);

  @BeforeAll
  static void open() throws Exception {
    chromium = new Chromium();
    server =
        PeerServer.open(
            Links.settings(new InetSocketAddress(0), List.of(), Links.PATIENCE, Links.PATIENCE));
  }

  @AfterAll
  static void close() {
    chromium.close();
    server.close();
  }

  @Test
  void shouldEchoTextAndBytesOnBothChannelsWhenConnected() throws Exception {
    try (Page page = chromium.page()) {
      // Given
      connect(page);
      // When
      page.evaluate(
          """
          () => {
            window.control.send('hallo Wörld');
            window.control.send(new Uint8Array(60000).map((_, i) => i));
            window.frames.send(new Uint8Array([0x11, 1, 2, 3, 4]));
            window.frames.send('text');
          }
          """);
      page.waitForFunction("() => got.control.length === 2 && got.frames.length === 2");
      // Then
      assertThat(page.evaluate("got.control[0].text")).isEqualTo("hallo Wörld");
      assertThat(page.evaluate("got.control[1].bytes.every((b, i) => b === (i & 255))"))
          .isEqualTo(true);
      assertThat(page.evaluate("got.control[1].bytes.length")).isEqualTo(60_000);
      assertThat(page.evaluate("got.frames.map(m => m.text ?? m.bytes.join()).sort().join(' ')"))
          .isEqualTo("17,1,2,3,4 text");
      assertThat(listener.channels.get("frames"))
          .satisfies(
              channel -> {
                assertThat(channel.ordered()).isFalse();
                assertThat(channel.maxRetransmits()).isZero();
                assertThat(channel.protocol()).isEqualTo("avatar.frame.v1");
              });
      assertThat(listener.channels.get("control").ordered()).isTrue();
    }
  }

  @Test
  void shouldBringEveryFrameWhenThreeHundredAreSentAtSixtyFps() throws Exception {
    try (Page page = chromium.page()) {
      // Given
      Peer peer = connect(page);
      int frames = listener.stream("frames");
      AtomicInteger sent = new AtomicInteger();
      // When
      try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
        ScheduledFuture<?> ticks =
            clock.scheduleAtFixedRate(
                () -> {
                  int sequence = sent.get();
                  byte[] frame = new byte[120];
                  ByteBuffer.wrap(frame).putInt(sequence);
                  if (sequence < 300 && peer.send(frames, false, frame, 0, frame.length)) {
                    sent.incrementAndGet();
                  }
                },
                0,
                16_667,
                TimeUnit.MICROSECONDS);
        page.waitForFunction("() => got.frames.length === 300");
        ticks.cancel(false);
      }
      // Then
      assertThat(page.evaluate("new Set(got.frames.map(m => m.bytes[2] * 256 + m.bytes[3])).size"))
          .isEqualTo(300);
      assertThat(peer.stats().rttUs()).isPositive();
    }
  }

  @Test
  void shouldSeeTheEndWithinTwoSecondsWhenThePageCloses() throws Exception {
    try (Page page = chromium.page()) {
      // Given
      connect(page);
      // When
      long closedAt = System.nanoTime();
      page.evaluate("pc.close()");
      until(() -> !listener.closed.isEmpty());
      // Then
      assertThat(System.nanoTime() - closedAt).isLessThan(2_000_000_000L);
      assertThat(listener.closed).containsExactly(PeerCloseReason.CLOSED_BY_PEER);
    }
  }

  @Test
  void shouldShowThePageTheEndWithinTwoSecondsWhenWeClose() throws Exception {
    try (Page page = chromium.page()) {
      // Given
      Peer peer = connect(page);
      page.evaluate("() => { window.before = performance.now(); }");
      // When
      peer.close();
      page.waitForFunction("() => window.closed !== null");
      // Then
      assertThat(((Number) page.evaluate("closed - before")).doubleValue()).isLessThan(2_000);
      assertThat(listener.closed).containsExactly(PeerCloseReason.CLOSED);
    }
  }

  private Peer connect(Page page) throws Exception {
    String offer = (String) page.evaluate("config => offer(config)", DIRECT);
    PeerServer.Answer answer = server.accept(offer, listener);
    page.evaluate("sdp => answer(sdp)", answer.sdp());
    page.waitForFunction("() => frames.readyState === 'open' && control.readyState === 'open'");
    until(() -> listener.channels.size() == 2);
    return answer.peer();
  }
}
