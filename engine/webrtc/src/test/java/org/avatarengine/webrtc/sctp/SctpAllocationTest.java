package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SctpAllocationTest {
  private static final int MESSAGES = 50_000;

  /** Keeps packets until the other side takes them, in one array for good. */
  private static final class Wireless implements SctpAssociation.Packets, SctpAssociation.Events {
    final byte[][] packets = new byte[16][1_200];
    final int[] lengths = new int[16];
    int count;
    long messages;

    @Override
    public void send(byte[] packet, int offset, int length) {
      System.arraycopy(packet, offset, packets[count], 0, length);
      lengths[count++] = length;
    }

    void deliver(SctpAssociation to, long nowUs) {
      int arrived = count;
      for (int i = 0; i < arrived; i++) {
        to.receive(packets[i], 0, lengths[i], nowUs);
      }
      count = 0;
    }

    @Override
    public void onEstablished() {}

    @Override
    public void onChannel(DataChannelInfo channel) {}

    @Override
    public void onMessage(int stream, boolean text, byte[] bytes, int offset, int length) {
      messages++;
    }

    @Override
    public void onChannelClosed(int stream) {}

    @Override
    public void onClosed(String reason) {}
  }

  @Test
  void shouldMakeNoGarbageWhenFramesFlow() {
    // Given
    Wireless up = new Wireless();
    Wireless down = new Wireless();
    SctpSettings settings = SctpSettings.defaults();
    SctpAssociation client =
        new SctpAssociation(settings.forDtlsClient(), new SplittableRandom(1), up, up);
    SctpAssociation server = new SctpAssociation(settings, new SplittableRandom(2), down, down);
    client.connect(0);
    int stream = client.open(LossyLink.frames(), 0);
    long nowUs = exchange(client, server, up, down, stream, 20_000, 0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double least = Double.MAX_VALUE;

    // When: until the JIT is through with it
    for (int round = 0; round < 20 && least >= 4; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      nowUs = exchange(client, server, up, down, stream, MESSAGES, nowUs);
      least =
          Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / (double) MESSAGES);
    }

    // Then
    assertThat(least).isLessThan(4);
    assertThat(down.messages).isGreaterThan(MESSAGES);
  }

  private static long exchange(
      SctpAssociation client,
      SctpAssociation server,
      Wireless up,
      Wireless down,
      int stream,
      int messages,
      long startUs) {
    byte[] frame = new byte[200];
    long nowUs = startUs;
    for (int i = 0; i < messages; i++) {
      nowUs += 16_667;
      client.send(stream, false, frame, 0, frame.length, nowUs);
      up.deliver(server, nowUs);
      down.deliver(client, nowUs);
      if (client.nextTimeoutUs() <= nowUs) {
        client.tick(nowUs);
      }
      if (server.nextTimeoutUs() <= nowUs) {
        server.tick(nowUs);
      }
    }
    return nowUs;
  }
}
