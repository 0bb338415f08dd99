package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.session.SessionRole;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A beat with packets in, frames out and acknowledgements back makes no garbage, once the compiler
 * has done its work.
 */
class SessionAllocationTest {

  private static final int VIEWERS = 12;

  /** Sines beforehand, for they make garbage. */
  private static final float[] WAVE = new float[1_024];

  static {
    for (int i = 0; i < WAVE.length; i++) {
      WAVE[i] = 0.5f + 0.4f * (float) StrictMath.sin(i * 2 * StrictMath.PI / WAVE.length);
    }
  }

  /** Acknowledges what it got some beats ago, and allocates nothing. */
  private static final class Port implements ViewerPort {
    final byte[] ack = {0x11, 0, 0, 0, 0};
    final long[] got = new long[16];
    Viewer viewer;
    int count;

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void frame(EncodedFrame frame) {
      got[count++ & 15] = frame.sequence();
    }

    void acknowledge(int behind, long nowUs) {
      if (count > behind) {
        long sequence = got[(count - 1 - behind) & 15];
        for (int i = 0; i < 4; i++) {
          ack[i + 1] = (byte) (sequence >>> (8 * i));
        }
        viewer.binary(ack, 0, 5, nowUs);
      }
    }

    @Override
    public void binary(byte[] bytes, int length) {}

    @Override
    public void text(String json) {}

    @Override
    public void close(CloseReason reason) {}
  }

  private final DialectWriter phone = Dialects.liveLink("AVA-7K3Q", 60);
  private final byte[] packet = new byte[DialectWriter.MAX_BYTES];
  private final float[] values = new float[Channel.COUNT];
  private final Port[] ports = new Port[VIEWERS];
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private LiveSession session;
  private int source;
  private long nowUs;
  private long count;

  @Test
  void shouldAllocateNothingWhenTheRecorderIsOff() {
    // Given
    Assumptions.assumeTrue(threads.isThreadAllocatedMemorySupported());
    start(FlightSettings.OFF);
    run(8_000);
    // When
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 20 && allocated > 0; round++) {
      allocated = Math.min(allocated, measured(1_200));
    }
    // Then
    assertThat(allocated).isZero();
  }

  @Test
  void shouldAllocateNothingBetweenCheckpointsWhenTheRecorderIsOn() {
    // Given: a checkpoint comes every five seconds, so at most three of ten seconds have one
    Assumptions.assumeTrue(threads.isThreadAllocatedMemorySupported());
    start(FlightSettings.DEFAULT);
    run(8_000);
    // When
    int clean = 0;
    for (int round = 0; round < 20 && clean < 7; round++) {
      clean = 0;
      for (int i = 0; i < 10; i++) {
        clean += measured(60) == 0 ? 1 : 0;
      }
    }
    // Then
    assertThat(clean).isGreaterThanOrEqualTo(7);
  }

  private void start(FlightSettings recorder) {
    session = new LiveSession(Flight.settings(), null, recorder);
    source =
        session.openSource(
            Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("phone"), nowUs);
    DetailLevel[] levels = DetailLevel.values();
    for (int i = 0; i < VIEWERS; i++) {
      ports[i] = new Port();
      ports[i].viewer =
          session.join(
              new ViewerRequest(
                  null, SessionRole.VIEWER, WireFormat.BINARY, i < 9 ? null : levels[i - 8]),
              ports[i],
              nowUs);
    }
  }

  private long measured(int beats) {
    long thread = Thread.currentThread().threadId();
    long asking = threads.getThreadAllocatedBytes(thread);
    asking = threads.getThreadAllocatedBytes(thread) - asking;
    long before = threads.getThreadAllocatedBytes(thread);
    run(beats);
    return threads.getThreadAllocatedBytes(thread) - before - asking;
  }

  private void run(int beats) {
    for (int i = 0; i < beats; i++) {
      nowUs += Flight.BEAT_US;
      count++;
      for (int c = 0; c < Channel.COUNT; c++) {
        values[c] = WAVE[(int) (count * 3 + c * 17) & 1_023];
      }
      int length = phone.write(values, count, nowUs, packet, 0);
      session.packet(source, packet, 0, length, nowUs);
      session.beat(nowUs);
      for (int v = 0; v < VIEWERS; v++) {
        ports[v].acknowledge(v % 9, nowUs);
      }
    }
  }
}
