package org.avatarengine.benchmarks.live.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameMessages;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.junit.jupiter.api.Test;

class SocketLoadTest {

  private static final String SWITCHING = "101 Switching Protocols";
  private static final Duration WINDOW = Duration.ofMillis(300);

  private static final ScheduledExecutorService BEATS =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());

  private interface Beat {
    void send() throws IOException;
  }

  /** Sends 250 times a second, until the load has left. */
  private static void play(Beat beat) {
    BEATS.scheduleAtFixedRate(
        () -> {
          try {
            beat.send();
          } catch (IOException gone) {
            // An exception ends the schedule.
            throw new UncheckedIOException(gone);
          }
        },
        0,
        4,
        TimeUnit.MILLISECONDS);
  }

  @Test
  void shouldMeasureAndAcknowledgeWhenTheEngineSends()
      throws IOException, InterruptedException, FrameFormatException {
    // Given
    try (var server = new TinyServer(SWITCHING, new Engine(0));
        var load = new SocketLoad(Performance.made())) {
      // When
      load.join(members(server, 3, "token"));
      LoadReport report = load.measure(WINDOW);
      // Then
      assertThat(report.members()).isEqualTo(3);
      assertThat(report.leastFps()).isPositive();
      assertThat(report.fps()).isGreaterThanOrEqualTo(report.leastFps());
      assertThat(report.leastMillis()).isBetween(0.0, report.p50Millis());
      assertThat(report.lost()).isZero();
      assertThat(server.requests).allMatch(it -> it.contains("avatar.frame.v1, bearer.token"));
      byte[] acknowledgement = server.lines.getFirst().binaries.get(4);
      assertThat(FrameMessages.acknowledged(acknowledgement, 0, acknowledgement.length))
          .isEqualTo(4);
      assertThat(server.lines).allMatch(line -> line.pongs.get() == 1);
    }
  }

  @Test
  void shouldCountWhatIsMissingWhenFramesArePassedOver() throws IOException, InterruptedException {
    // Given
    try (var server = new TinyServer(SWITCHING, new Engine(1));
        var load = new SocketLoad(Performance.made())) {
      load.join(members(server, 1, "token"));
      // When
      LoadReport report = load.measure(WINDOW);
      // Then: every second number
      assertThat(report.lostPercent()).isBetween(40.0, 60.0);
    }
  }

  @Test
  void shouldSpeakSocketIoWhenThereIsNoToken() throws IOException, InterruptedException {
    // Given
    try (var server = new TinyServer(SWITCHING, new SocketIo());
        var load = new SocketLoad(Performance.made())) {
      // When
      load.join(members(server, 2, null));
      LoadReport report = load.measure(WINDOW);
      // Then
      assertThat(report.frames()).isPositive();
      assertThat(report.bytes()).isEqualTo(report.frames() * 20);
      assertThat(report.leastMillis()).isGreaterThanOrEqualTo(0);
      assertThat(report.p50Millis()).isLessThan(500);
      assertThat(server.requests).noneMatch(it -> it.contains("Sec-WebSocket-Protocol"));
    }
  }

  @Test
  void shouldBreakWhenTheServerRefuses() throws IOException {
    // Given
    try (var server = new TinyServer("503 Busy", new Engine(0));
        var load = new SocketLoad(Performance.made())) {
      List<LoadMember> members = members(server, 1, "token");
      // When
      // Then
      assertThatThrownBy(() -> load.join(members)).hasMessageContaining("503 Busy");
    }
  }

  @Test
  void shouldBreakWhenTheServerEndsASocketWhileItIsMeasured()
      throws IOException, InterruptedException {
    // Given
    try (var server = new TinyServer(SWITCHING, new Engine(0));
        var load = new SocketLoad(Performance.made())) {
      load.join(members(server, 2, "token"));
      // When
      server.lines.getFirst().raw(new byte[] {(byte) 0x88, 2, 0x0f, (byte) 0xa2});
      // Then
      assertThatThrownBy(() -> load.measure(WINDOW)).hasMessageContaining("4002");
    }
  }

  @Test
  void shouldBreakWhenAFrameCannotBeDecoded() throws IOException, InterruptedException {
    // Given
    try (var server = new TinyServer(SWITCHING, new Engine(0));
        var load = new SocketLoad(Performance.made())) {
      load.join(members(server, 1, "token"));
      byte[] damaged = Engine.frame(9_000);
      damaged[3]++;
      // When
      server.lines.getFirst().binary(damaged);
      // Then
      assertThatThrownBy(() -> load.measure(WINDOW)).hasMessageContaining("cannot be decoded");
    }
  }

  private static List<LoadMember> members(TinyServer server, int count, String token) {
    return Collections.nCopies(
        count, new LoadMember("127.0.0.1", server.port(), "/stream", token, null, 0));
  }

  /** Sends key frames every few milliseconds; its session began when it was made. */
  private static final class Engine implements TinyServer.Behaviour {
    private final long began = System.nanoTime();
    private final int passedOver;

    Engine(int passedOver) {
      this.passedOver = passedOver;
    }

    @Override
    public void opened(TinyServer.Line line) throws IOException {
      line.ping();
      line.text("{\"type\":\"welcome\",\"t\":0}");
      AtomicLong number = new AtomicLong();
      play(() -> line.binary(frame(number.getAndAdd(1 + passedOver), mediaMs())));
    }

    private long mediaMs() {
      return (System.nanoTime() - began) / 1_000_000;
    }

    static byte[] frame(long number) {
      return frame(number, 0);
    }

    static byte[] frame(long number, long timeMs) {
      var encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
      var frame = new QuantizedFrame();
      byte[] out = new byte[FrameEncoder.MAX_BYTES];
      encoder.quantize(number, timeMs, Performance.made().frame(number), frame);
      return Arrays.copyOf(out, encoder.encode(frame, null, out, 0));
    }

    @Override
    public void text(TinyServer.Line line, String text) throws IOException {
      String t = text.replaceAll("\\D", "");
      line.text("{\"type\":\"pong\",\"t\":" + t + ",\"mediaTimeMs\":" + mediaMs() + "}");
    }
  }

  /** What a Socket.IO server says on the wire. */
  private static final class SocketIo implements TinyServer.Behaviour {
    @Override
    public void opened(TinyServer.Line line) throws IOException {
      line.text("0{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":25000}");
    }

    @Override
    public void text(TinyServer.Line line, String text) throws IOException {
      if (text.equals("40")) {
        line.text("40{\"sid\":\"b\"}");
        line.text("2");
      } else if (text.equals("3")) {
        play(() -> emit(line));
      }
    }

    private static void emit(TinyServer.Line line) throws IOException {
      byte[] frame = new byte[20];
      int stamp = (int) (System.nanoTime() / 1_000_000);
      for (int i = 0; i < 4; i++) {
        frame[16 + i] = (byte) (stamp >>> 8 * i);
      }
      line.text("451-[\"frame\",{\"_placeholder\":true,\"num\":0}]");
      line.binary(frame);
    }
  }
}
