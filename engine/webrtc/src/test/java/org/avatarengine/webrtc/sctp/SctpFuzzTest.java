package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SctpFuzzTest {
  private static final int PACKETS = 200_000;

  @Test
  void shouldWorkOnWhenFedGarbage() {
    // Given
    LossyLink link = LossyLink.connected(40, SctpSettings.defaults(), LossyLink.reliable());
    SplittableRandom random = new SplittableRandom(41);

    // When
    for (int i = 0; i < PACKETS; i++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      link.server.association.receive(garbage, 0, garbage.length, link.nowUs);
    }

    // Then
    link.client.association.send(0, false, new byte[50_000], 0, 50_000, link.nowUs);
    link.run(5_000_000);
    assertThat(link.server.messages).hasSize(1);
    assertThat(link.server.association.stats().malformedPackets()).isEqualTo(PACKETS);
  }

  @Test
  void shouldStayWithinBoundsWhenPacketsAreMutated() {
    // Given
    SplittableRandom random = new SplittableRandom(42);
    LossyLink link = recorded(43);
    int survived = 0;

    // When
    for (int i = 0; i < PACKETS; i++) {
      if (link.server.association.isEnded()) {
        link = recorded(100 + i);
      }
      byte[] packet = link.sentByClient.get(random.nextInt(link.sentByClient.size())).clone();
      for (int j = random.nextInt(1, 5); j > 0; j--) {
        packet[random.nextInt(8, packet.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        packet = java.util.Arrays.copyOf(packet, random.nextInt(16, packet.length + 16));
      }
      LossyLink.resealed(packet);
      link.nowUs += random.nextInt(2_000);
      link.server.association.receive(packet, 0, packet.length, link.nowUs);
      if (link.server.association.nextTimeoutUs() <= link.nowUs) {
        link.server.association.tick(link.nowUs);
      }
      link.server.messages.clear();
      link.sentByServer.clear();
      survived += link.server.association.isEnded() ? 0 : 1;

      // Then
      assertThat(link.server.association.bufferedBytes()).isLessThan(262_145);
    }
    assertThat(survived).isGreaterThan(PACKETS / 2);
  }

  @Test
  void shouldConnectWhenFedChunksOfAllKindsBefore() {
    // Given
    LossyLink link = new LossyLink(44);
    SplittableRandom random = new SplittableRandom(45);
    LossyLink other = recorded(46);

    // When
    for (int i = 0; i < PACKETS; i++) {
      byte[] packet;
      if (i % 2 == 0) {
        packet = new byte[random.nextInt(16, 120)];
        random.nextBytes(packet);
        packet[12] = (byte) random.nextInt(15);
        Wire.put16(packet, 14, random.nextInt(packet.length));
      } else {
        packet = other.sentByClient.get(random.nextInt(other.sentByClient.size())).clone();
        packet[random.nextInt(packet.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(3) == 0 && packet[12] == Wire.INIT) {
        Wire.put32(packet, 4, 0);
      }
      LossyLink.resealed(packet);
      link.server.association.receive(packet, 0, packet.length, i);
    }
    link.nowUs = PACKETS;

    // Then
    assertThat(link.server.association.isEnded()).isFalse();
    assertThat(link.server.association.nextTimeoutUs()).isEqualTo(Long.MAX_VALUE);
    link.run(1_000_000);
    link.connect(LossyLink.reliable());
    assertThat(link.server.channels).hasSize(1);
  }

  @Test
  void shouldHoldBackNoMoreThanItsBufferWhenNothingIsEverComplete() {
    // Given
    LossyLink link = LossyLink.connected(47, SctpSettings.defaults(), LossyLink.reliable());
    Inbound inbound = new Inbound(SctpSettings.defaults(), (s, p, b, o, n) -> {});
    inbound.start(1);
    byte[] chunk = new byte[16 + 1_000];
    int largest = 0;

    // When: the first is missing for ever, and no message has a beginning
    for (int tsn = 2; tsn < 20_000; tsn++) {
      Wire.put16(chunk, 2, chunk.length);
      Wire.put32(chunk, 4, tsn);
      inbound.onData(chunk, 0, tsn % 2 == 0 ? chunk.length : 17);
      largest = Math.max(largest, inbound.bufferedBytes());
    }

    // Then
    assertThat(largest).isLessThanOrEqualTo(SctpSettings.defaults().receiveBufferBytes());
    assertThat(link.server.closed).isNull();
  }

  @Test
  void shouldLeaveTheHeapFlatWhenAThousandComeAndGo() {
    // Given
    openAndClose(50);
    long before = usedBytes();

    // When
    openAndClose(1_000);

    // Then
    assertThat(usedBytes() - before).isLessThan(2_000_000);
  }

  private static void openAndClose(int times) {
    for (int i = 0; i < times; i++) {
      LossyLink link = LossyLink.connected(i, SctpSettings.defaults(), LossyLink.frames());
      link.client.association.send(0, false, new byte[5_000], 0, 5_000, link.nowUs);
      link.run(200_000);
      link.client.association.abort(link.nowUs);
      link.run(100_000);
      assertThat(link.server.closed).isNotNull();
    }
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static LossyLink recorded(long seed) {
    LossyLink link = new LossyLink(seed);
    link.recording = true;
    link.connect(LossyLink.frames());
    int stream = link.client.association.open(LossyLink.reliable(), link.nowUs);
    for (int i = 0; i < 10; i++) {
      link.client.association.send(0, false, new byte[300], 0, 300, link.nowUs);
      link.client.association.send(stream, false, new byte[3_000], 0, 3_000, link.nowUs);
      link.server.association.send(0, false, new byte[300], 0, 300, link.nowUs);
      link.loss = i % 2 == 0 ? 0.3 : 0;
      link.run(100_000);
    }
    link.loss = 0;
    link.client.association.closeChannel(stream, link.nowUs);
    link.run(1_000_000);
    // It stays open: what follows goes to the server alone.
    link.fromServer = packet -> null;
    return link;
  }
}
