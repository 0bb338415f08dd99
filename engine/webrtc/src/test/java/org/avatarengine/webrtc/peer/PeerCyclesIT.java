package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.avatarengine.webrtc.peer.Links.until;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Peers that come and go leave nothing behind. */
class PeerCyclesIT {
  private static final int WARM = 40;
  private static final int CYCLES = 200;

  @Test
  void shouldKeepHeapAndThreadsFlatWhenPeersComeAndGo() throws Exception {
    try (PeerServer server = PeerServer.open(Links.loopback());
        PeerClients clients = PeerClients.open(PeerClientSettings.defaults())) {
      // Given
      cycle(server, clients, WARM);
      long heap = usedHeap();
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      // When
      cycle(server, clients, CYCLES);
      // Then
      assertThat(usedHeap() - heap).as("bytes kept").isLessThan(CYCLES * 5_000L);
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
          .isLessThanOrEqualTo(threads + 2);
      assertThat(server.stats())
          .isEqualTo(
              new PeerServerStats(0, WARM + CYCLES, WARM + CYCLES, server.stats().dropped()));
      assertThat(clients.size()).isZero();
    }
  }

  private static void cycle(PeerServer server, PeerClients clients, int cycles) throws Exception {
    for (int i = 0; i < cycles; i++) {
      Recorded atServer = new Recorded(true);
      Recorded atClient = new Recorded(false);
      PeerClient client = Links.open(server, clients, atServer, atClient);
      client.send(atClient.stream("control"), true, new byte[] {'x'}, 0, 1);
      until(() -> atClient.messages.size() == 1);
      client.close();
      until(() -> atServer.closed.size() == 1 && atClient.closed.size() == 1);
    }
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
