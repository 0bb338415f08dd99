package org.avatarengine.benchmarks.simulate.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.avatarengine.benchmarks.simulate.face.SyntheticFace;
import org.avatarengine.benchmarks.simulate.quality.Agreement;
import org.avatarengine.benchmarks.simulate.quality.MeasureWindow;
import org.avatarengine.benchmarks.simulate.quality.MediaClock;
import org.avatarengine.benchmarks.simulate.quality.ShownFrames;
import org.avatarengine.benchmarks.simulate.quality.ViewerMeter;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameMessages;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebSocketsTest {

  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final List<String> OFFERED = List.of("avatar.frame.v1", "bearer.abc");

  /** Notes what it hears. */
  private static final class Notes implements LiveListener {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    volatile LiveConnection connection;

    @Override
    public void onOpen(LiveConnection opened, long nowUs) {
      connection = opened;
      heard.add("open");
    }

    @Override
    public void onBinary(byte[] bytes, int offset, int length, long nowUs) {
      heard.add("binary " + Arrays.toString(Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    @Override
    public void onText(String text, long nowUs) {
      heard.add("text " + text);
    }

    @Override
    public void onClosed(int code, String reason, long nowUs) {
      heard.add("closed " + code + " " + reason);
    }

    String next() throws InterruptedException {
      return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void shouldCarryMessagesBothWaysWhenOpen() throws Exception {
    // Given
    Notes notes = new Notes();
    try (TinyServer server = new TinyServer("101");
        WebSockets sockets = new WebSockets(1, Duration.ofSeconds(5))) {
      sockets.connect(server.address(), OFFERED, notes);
      assertThat(notes.next()).isEqualTo("open");

      // When
      server.send(BINARY, new byte[] {1, 2});
      server.send(TEXT, "{}".getBytes(StandardCharsets.UTF_8));
      server.send(PING, new byte[] {7});
      notes.connection.binary(new byte[] {0, 9, 9, 0}, 1, 2);
      notes.connection.text("hello");

      // Then
      assertThat(notes.next()).isEqualTo("binary [1, 2]");
      assertThat(notes.next()).isEqualTo("text {}");
      List<TinyServer.Message> got = List.of(next(server), next(server), next(server));
      assertThat(got).anyMatch(m -> m.opcode() == PONG && m.bytes()[0] == 7);
      assertThat(got).anyMatch(m -> m.opcode() == BINARY && Arrays.equals(m.bytes(), two()));
      assertThat(got).anyMatch(m -> m.opcode() == TEXT && m.text().equals("hello"));
      assertThat(server.request).startsWith("GET /stream?level=1 ");
      assertThat(server.header("sec-websocket-protocol")).isEqualTo("avatar.frame.v1,bearer.abc");
    }
  }

  private static byte[] two() {
    return new byte[] {9, 9};
  }

  private static TinyServer.Message next(TinyServer server) throws InterruptedException {
    return server.received.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldTellTheCloseCodeWhenTheServerEndsIt() throws Exception {
    // Given
    Notes notes = new Notes();
    try (TinyServer server = new TinyServer("101");
        WebSockets sockets = new WebSockets(1, Duration.ofSeconds(5))) {
      sockets.connect(server.address(), OFFERED, notes);
      assertThat(notes.next()).isEqualTo("open");

      // When
      server.send(CLOSE, new byte[] {0x0F, (byte) 0xA5, 'f', 'u', 'l', 'l'});

      // Then
      assertThat(notes.next()).isEqualTo("closed 4005 full");
    }
  }

  @Test
  void shouldTellWhyWhenItIsRefusedLostOrNobodyIsThere() throws Exception {
    // Given
    try (WebSockets sockets = new WebSockets(1, Duration.ofSeconds(5))) {
      Notes refused = new Notes();
      Notes lost = new Notes();
      Notes nobody = new Notes();
      java.net.URI gone;

      // When
      try (TinyServer server = new TinyServer("403")) {
        sockets.connect(server.address(), OFFERED, refused);
        assertThat(refused.next()).isEqualTo("closed 1006 403 No: becaus");
      }
      try (TinyServer server = new TinyServer("101")) {
        sockets.connect(server.address(), OFFERED, lost);
        assertThat(lost.next()).isEqualTo("open");
        server.drop();
        gone = server.address();
      }
      sockets.connect(gone, OFFERED, nobody);

      // Then
      assertThat(lost.next()).startsWith("closed 1006");
      assertThat(nobody.next()).startsWith("closed 1006").contains("refused");
    }
  }

  @Test
  void shouldShowAcknowledgeAndAskForAKeyWhenFramesCome() throws Exception {
    // Given
    ViewerMeter meter = new ViewerMeter(60, MediaClock.known(0), MeasureWindow.always());
    ShownFrames track = new ShownFrames(10);
    FrameViewer viewer =
        new FrameViewer(
            FrameViewer.Habits.full(), meter, MediaClock.known(0), new Agreement(), track);
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    float[] values = new float[Channel.COUNT];
    QuantizedFrame[] frames = new QuantizedFrame[4];
    for (int i = 0; i < frames.length; i++) {
      new SyntheticFace(1).at(500_000 + i * 16_667L, values);
      frames[i] = new QuantizedFrame();
      encoder.quantize(i, i * 17L, values, frames[i]);
    }
    byte[] bytes = new byte[FrameEncoder.MAX_BYTES];
    try (TinyServer server = new TinyServer("101");
        WebSockets sockets = new WebSockets(1, Duration.ofSeconds(5))) {
      sockets.connect(server.address(), OFFERED, viewer);
      while (!viewer.isOpen()) {
        Thread.onSpinWait();
      }

      // When: a key frame, a difference to it, and one to a frame that never came.
      server.send(BINARY, Arrays.copyOf(bytes, encoder.encode(frames[0], null, bytes, 0)));
      server.send(BINARY, Arrays.copyOf(bytes, encoder.encode(frames[1], frames[0], bytes, 0)));
      server.send(BINARY, Arrays.copyOf(bytes, encoder.encode(frames[3], frames[2], bytes, 0)));

      // Then
      assertThat(acknowledged(server)).isZero();
      assertThat(acknowledged(server)).isEqualTo(1);
      TinyServer.Message asked = next(server);
      while (!asked.text().contains("\"key\"")) {
        asked = next(server);
      }
      assertThat(meter.framesShown()).isEqualTo(2);
      assertThat(track.count()).isEqualTo(2);
      frames[1].toValues(values);
      assertThat(track.value(1, Channel.JAW_OPEN.ordinal()))
          .isEqualTo(values[Channel.JAW_OPEN.ordinal()]);
    }
  }

  private static long acknowledged(TinyServer server) throws Exception {
    TinyServer.Message message = next(server);
    while (message.opcode() != BINARY) {
      message = next(server);
    }
    return FrameMessages.acknowledged(message.bytes(), 0, message.bytes().length);
  }

  @Test
  void shouldKeepTheWelcomeWhenItComesBeforeTheFramesCan() {
    // Given: of a WebRTC peer's two channels the one for control is open first.
    MediaClock clock = MediaClock.known(0);
    FrameViewer viewer =
        new FrameViewer(
            FrameViewer.Habits.full(),
            new ViewerMeter(60, clock, MeasureWindow.always()),
            clock,
            null,
            null);

    // When
    viewer.onText("{\"type\":\"welcome\",\"viewerId\":\"abc\",\"level\":1}", 5);
    viewer.onBinary(new byte[] {1, 2, 3}, 0, 3, 6);

    // Then
    assertThat(viewer.viewerId()).isEqualTo("abc");
    assertThat(viewer.isOpen()).isFalse();
    assertThat(viewer.meter().framesShown()).isZero();
  }

  @Test
  void shouldSeeTheSameNumbersAndTimesWithoutDecoding() throws Exception {
    // Given
    FrameGlance glance = new FrameGlance();
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.REDUCED);
    float[] values = new float[Channel.COUNT];
    byte[] bytes = new byte[FrameEncoder.MAX_BYTES];
    QuantizedFrame base = null;

    for (int i = 0; i < 400; i++) {
      new SyntheticFace(2).at(i * 33_333L, values);
      QuantizedFrame frame = new QuantizedFrame();
      encoder.quantize(65_400 + i, i * 33L, values, frame);
      int length = encoder.encode(frame, base, bytes, 0);

      // When
      FrameGlance.Seen seen = glance.read(bytes, 0, length);

      // Then
      assertThat(seen).isEqualTo(FrameGlance.Seen.NEWER);
      assertThat(glance.sequence()).isEqualTo(65_400 + i);
      assertThat(glance.timeMs()).isEqualTo(i * 33L);
      assertThat(glance.level()).isEqualTo(DetailLevel.REDUCED);
      assertThat(glance.key()).isEqualTo(base == null);
      base = i % 3 == 0 ? frame : base;
    }
  }

  @Test
  void shouldRouteEveryUdpCandidateWhenAnAnswerIsRewritten() {
    // Given
    String sdp =
        """
        v=0
        a=candidate:1 1 udp 2130706431 192.0.2.7 8767 typ host
        a=candidate:2 1 tcp 1 192.0.2.7 9 typ host
        a=setup:passive
        """;

    // When
    String routed =
        SdpRoutes.through(sdp, to -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 5));

    // Then
    assertThat(routed)
        .contains("a=candidate:1 1 udp 2130706431 127.0.0.1 5 typ host\r\n")
        .contains("192.0.2.7 9 typ host")
        .endsWith("a=setup:passive\r\n");
  }

  @Test
  void shouldReadHeapThreadsAndProcessorTimeWhenMetricsArePrometheusText() {
    // When
    ServerVitals vitals =
        ServerVitals.parse(
            """
            # HELP jvm_memory_used_bytes The amount of used memory
            jvm_memory_used_bytes{area="heap",id="Eden Space"} 1.0E6
            jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2.0E6
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E6
            jvm_threads_live_threads 31.0
            process_cpu_time_ns_total 5.0E9
            """);

    // Then
    assertThat(vitals).isEqualTo(new ServerVitals(3e6, 31, 5e9));
  }
}
