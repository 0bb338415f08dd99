package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SctpCongestionTest {
  private static final int MTU = 1_172;
  private static final byte[] CHUNKS = new byte[60_000];

  @Test
  void shouldGrowByWhatIsAcknowledgedWhenInSlowStart() {
    // Given
    Congestion congestion = new Congestion(MTU);
    int before = congestion.window();

    // When
    congestion.acknowledged(2_000, true, before, 1, false);
    int limited = congestion.window();
    congestion.acknowledged(2_000, true, 100, 2, false);

    // Then
    assertThat(before).isBetween(2 * MTU, 4_404);
    assertThat(limited).isEqualTo(before + MTU);
    assertThat(congestion.window()).as("not the limit").isEqualTo(limited);
  }

  @Test
  void shouldGrowByOnePacketARoundWhenAvoiding() {
    // Given
    Congestion congestion = new Congestion(MTU);
    congestion.lost(10);
    congestion.acknowledged(0, true, 5_000, 10, false);
    int before = congestion.window();

    // When: a whole window of acknowledgements
    for (int bytes = 0; bytes < before + MTU; bytes += MTU) {
      congestion.acknowledged(MTU, true, before, 20, false);
    }

    // Then
    assertThat(before).isEqualTo(4 * MTU);
    assertThat(congestion.window()).isEqualTo(before + MTU).isGreaterThan(congestion.threshold());
  }

  @Test
  void shouldHalveOnceWhenAFlightLosesSeveral() {
    // Given
    Congestion congestion = new Congestion(MTU);
    while (congestion.window() < 100_000) {
      congestion.acknowledged(MTU, true, congestion.window(), 1, false);
    }
    int before = congestion.window();

    // When
    congestion.lost(100);
    congestion.lost(101);
    congestion.acknowledged(MTU, true, before, 50, false);

    // Then
    assertThat(congestion.recovering()).isTrue();
    assertThat(congestion.window()).isEqualTo(before / 2).isEqualTo(congestion.threshold());
    congestion.acknowledged(MTU, true, before, 100, false);
    assertThat(congestion.recovering()).isFalse();
  }

  @Test
  void shouldStartAnewWhenTheTimerExpired() {
    // Given
    Congestion congestion = new Congestion(MTU);

    // When
    congestion.timedOut();

    // Then
    assertThat(congestion.window()).isEqualTo(MTU);
    assertThat(congestion.threshold()).isEqualTo(4 * MTU);
  }

  @Test
  void shouldShrinkWhenIdle() {
    // Given
    Congestion congestion = new Congestion(MTU);
    while (congestion.window() < 100_000) {
      congestion.acknowledged(MTU, true, congestion.window(), 1, false);
    }
    int before = congestion.window();
    congestion.sent(1_000);

    // When
    congestion.beforeSending(1_000 + 2_500_000, 1_000_000, true);

    // Then
    assertThat(congestion.window()).isEqualTo(before / 4);
    assertThat(congestion.threshold()).isGreaterThanOrEqualTo(before);
    congestion.beforeSending(1_000 + 100_000_000, 1_000_000, true);
    assertThat(congestion.window()).isEqualTo(4 * MTU);
  }

  @Test
  void shouldResendWithoutWaitingWhenOnePacketOfManyIsLost() {
    // Given
    LossyLink link = connected(20);
    warmUp(link);
    SctpStats before = link.client.association.stats();
    int[] packets = {0};
    link.fromClient = packet -> ++packets[0] == 3 ? null : packet;

    // When
    link.client.association.send(0, false, CHUNKS, 0, CHUNKS.length, link.nowUs);
    long sentUs = link.nowUs;
    link.runUntil(link.nowUs + 10_000_000, () -> link.server.messages.size() == 11);

    // Then
    SctpStats after = link.client.association.stats();
    assertThat(after.fastRetransmits() - before.fastRetransmits()).isEqualTo(1);
    assertThat(after.timeouts()).isEqualTo(before.timeouts());
    assertThat(link.nowUs - sentUs).isLessThan(350_000);
    assertThat(after.congestionWindow()).isLessThan(before.congestionWindow());
  }

  @Test
  void shouldResendByTimerWhenTheLastPacketIsLost() {
    // Given
    LossyLink link = connected(21);
    long sentUs = link.nowUs;
    link.loss = 1;

    // When
    link.client.association.send(0, false, CHUNKS, 0, 10, link.nowUs);
    link.run(100_000);
    link.loss = 0;
    link.runUntil(link.nowUs + 10_000_000, () -> !link.server.messages.isEmpty());

    // Then
    assertThat(link.client.association.stats().timeouts()).isEqualTo(1);
    assertThat(link.client.association.stats().congestionWindow()).isEqualTo(MTU);
    assertThat(link.nowUs - sentUs).isBetween(400_000L, 700_000L);
  }

  @Test
  void shouldFillALinkWhenItsBandwidthIsTheLimit() {
    // Given
    LossyLink link = connected(22);
    link.bytesPerSecond = 500_000;
    long startUs = link.nowUs;

    // When
    for (int sent = 0; sent < 100; ) {
      if (link.client.association.send(0, false, CHUNKS, 0, CHUNKS.length, link.nowUs)) {
        sent++;
      } else {
        link.run(5_000);
      }
    }
    link.runUntil(link.nowUs + 600_000_000, () -> link.server.messages.size() == 100);

    // Then
    double bytesPerSecond = 6_000_000 / ((link.nowUs - startUs) / 1e6);
    assertThat(bytesPerSecond).isGreaterThan(350_000);
  }

  @Test
  void shouldProbeWhenTheWindowIsClosed() {
    // Given
    LossyLink link = connected(23);
    boolean[] closed = {true};
    link.fromServer =
        packet -> {
          int sack = LossyLink.find(packet, Wire.SACK);
          if (sack >= 0 && closed[0]) {
            Wire.put32(packet, sack + 8, 0);
            LossyLink.resealed(packet);
          }
          return packet;
        };
    link.client.association.send(0, false, CHUNKS, 0, 10, link.nowUs);
    link.run(1_000_000);
    long before = link.client.association.stats().packetsOut();

    // When
    link.client.association.send(0, false, CHUNKS, 0, CHUNKS.length, link.nowUs);
    link.run(60_000);
    long whileClosed = link.client.association.stats().packetsOut() - before;
    closed[0] = false;
    link.run(5_000_000);

    // Then: one chunk at a time, each the probe of the next
    assertThat(whileClosed).isBetween(1L, 4L);
    assertThat(link.server.messages).hasSize(2);
  }

  @Test
  void shouldOutlastAClosedWindowWhenItIsStillAnswered() {
    // Given
    LossyLink link = connected(24);
    link.fromClient =
        packet -> {
          int data = LossyLink.find(packet, Wire.DATA);
          if (data < 0) {
            return packet;
          }
          // The receiver has no room: it drops the chunk and says so.
          byte[] sack = new byte[28];
          Wire.put16(sack, 0, 5_000);
          Wire.put16(sack, 2, 5_000);
          System.arraycopy(peerTag(link), 0, sack, 4, 4);
          sack[12] = Wire.SACK;
          Wire.put16(sack, 14, 16);
          Wire.put32(sack, 16, Wire.i32(packet, data + 4) - 1);
          link.send(link.client, LossyLink.resealed(sack), 0, 28);
          return null;
        };

    // When: far longer than the errors that a silent path may have
    link.client.association.send(0, false, CHUNKS, 0, 10, link.nowUs);
    link.run(600_000_000);

    // Then
    assertThat(link.client.closed).isNull();
    assertThat(link.client.association.stats().timeouts()).isGreaterThan(20);
    link.fromClient = packet -> packet;
    link.run(20_000_000);
    assertThat(link.server.messages).hasSize(1);
  }

  private static byte[] peerTag(LossyLink link) {
    byte[] server = link.sentByServer.getLast();
    return new byte[] {server[4], server[5], server[6], server[7]};
  }

  private static LossyLink connected(long seed) {
    LossyLink link = new LossyLink(seed);
    link.recording = true;
    link.connect(LossyLink.reliable());
    return link;
  }

  private static void warmUp(LossyLink link) {
    for (int i = 0; i < 10; i++) {
      link.client.association.send(0, false, CHUNKS, 0, CHUNKS.length, link.nowUs);
      int count = i + 1;
      link.runUntil(link.nowUs + 10_000_000, () -> link.server.messages.size() == count);
    }
  }
}
