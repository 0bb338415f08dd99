package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SctpChannelTest {

  @Test
  void shouldTakeEvenStreamsWhenItWasTheDtlsClient() {
    // Given
    LossyLink link = LossyLink.connected(30, SctpSettings.defaults(), LossyLink.reliable());

    // When
    int second = link.client.association.open(LossyLink.frames(), link.nowUs);
    int ofServer = link.server.association.open(LossyLink.frames(), link.nowUs);
    link.run(500_000);

    // Then
    assertThat(second).isEqualTo(2);
    assertThat(ofServer).isEqualTo(1);
    assertThat(link.client.channels)
        .containsExactlyInAnyOrder(
            LossyLink.reliable().withStream(0),
            LossyLink.frames().withStream(1),
            LossyLink.frames().withStream(2));
    assertThatThrownBy(
            () -> link.client.association.open(LossyLink.frames().withStream(3), link.nowUs))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldDescribeAChannelAsItWasOpened() {
    // Given
    List<DataChannelInfo> channels =
        List.of(
            new DataChannelInfo(0, "лицо", "p", true, -1, -1),
            new DataChannelInfo(1, "", "", false, -1, -1),
            new DataChannelInfo(2, "a", "", true, 5, -1),
            new DataChannelInfo(3, "a", "", false, 0, -1),
            new DataChannelInfo(4, "a", "", true, -1, 250),
            new DataChannelInfo(65_534, "a", "", false, -1, 0));

    for (DataChannelInfo channel : channels) {
      // When
      byte[] message = Dcep.open(channel);

      // Then
      assertThat(Dcep.parseOpen(channel.streamId(), message, 0, message.length)).isEqualTo(channel);
      assertThat(Dcep.parseOpen(0, message, 0, message.length - 1)).isNull();
    }
  }

  @Test
  void shouldDeliverWhatWasGivenWhenAChannelCloses() {
    for (int seed = 0; seed < 30; seed++) {
      // Given
      LossyLink link = LossyLink.connected(seed, SctpSettings.defaults(), LossyLink.reliable());
      link.loss = 0.1;
      link.jitterUs = 10_000;
      link.client.association.send(0, false, new byte[30_000], 0, 30_000, link.nowUs);

      // When
      link.client.association.closeChannel(0, link.nowUs);
      link.run(30_000_000);

      // Then
      assertThat(link.server.messages).hasSize(1);
      assertThat(link.server.closedChannels).containsExactly(0);
      assertThat(link.client.closedChannels).isEmpty();
      assertThat(link.client.association.send(0, false, new byte[1], 0, 1, link.nowUs)).isFalse();
      assertThat(link.server.association.isOpen(0)).isFalse();

      // When: the stream is used again
      int again = link.client.association.open(LossyLink.reliable(), link.nowUs);
      link.client.association.send(again, true, new byte[] {65}, 0, 1, link.nowUs);
      link.run(20_000_000);

      // Then
      assertThat(again).isZero();
      assertThat(link.server.messages).hasSize(2);
    }
  }

  @Test
  void shouldOpenAgainWhenTheAnswerToAResetIsLate() {
    // Given: the last word of closing does not reach the server
    LossyLink link = LossyLink.connected(38, SctpSettings.defaults(), LossyLink.reliable());
    link.fromClient =
        packet -> {
          int chunk = LossyLink.find(packet, Wire.RE_CONFIG);
          return chunk >= 0 && Wire.u16(packet, chunk + 4) == 16 ? null : packet;
        };
    link.client.association.closeChannel(0, link.nowUs);
    link.run(60_000);

    // When
    int again = link.client.association.open(LossyLink.frames(), link.nowUs);
    link.run(100_000);
    link.fromClient = packet -> packet;
    link.run(5_000_000);
    link.server.association.send(0, true, new byte[] {65}, 0, 1, link.nowUs);
    link.run(1_000_000);

    // Then
    assertThat(again).isZero();
    assertThat(link.server.channels).hasSize(2);
    assertThat(link.client.messages).hasSize(1);
    assertThat(link.server.association.isOpen(0)).isTrue();
  }

  @Test
  void shouldCountAMessageAsAcknowledgementWhenItOvertakesIt() {
    for (int seed = 0; seed < 20; seed++) {
      // Given
      LossyLink link =
          LossyLink.connected(39 + seed, SctpSettings.defaults(), LossyLink.reliable());
      link.jitterUs = 30_000;
      int stream = link.client.association.open(LossyLink.frames(), link.nowUs);
      link.runUntil(link.nowUs + 1_000_000, () -> link.server.channels.size() == 2);

      // When
      link.server.association.send(stream, false, new byte[1], 0, 1, link.nowUs);
      link.run(1_000_000);

      // Then
      assertThat(link.client.channels).hasSize(2);
    }
  }

  @Test
  void shouldCloseWhenBothCloseAtOnce() {
    // Given
    LossyLink link = LossyLink.connected(31, SctpSettings.defaults(), LossyLink.reliable());

    // When
    link.client.association.closeChannel(0, link.nowUs);
    link.server.association.closeChannel(0, link.nowUs);
    link.run(5_000_000);

    // Then
    assertThat(link.client.association.open(LossyLink.reliable(), link.nowUs)).isZero();
    link.run(1_000_000);
    assertThat(link.client.channels).hasSize(2);
    assertThat(link.client.closedChannels).isEmpty();
  }

  @Test
  void shouldKeepNothingWhenAThousandChannelsOpenAndClose() {
    // Given
    LossyLink link = LossyLink.connected(32, SctpSettings.defaults(), LossyLink.reliable());

    // When
    for (int i = 0; i < 1_000; i++) {
      int stream = link.client.association.open(LossyLink.frames(), link.nowUs);
      link.client.association.send(stream, false, new byte[10], 0, 10, link.nowUs);
      link.client.association.closeChannel(stream, link.nowUs);
      link.run(200_000);

      // Then
      assertThat(stream).isEqualTo(2);
    }
    assertThat(link.server.messages).hasSize(1_000);
    assertThat(link.server.closedChannels).hasSize(1_000);
  }

  @Test
  void shouldRefuseChannelsWhenThereAreTooMany() {
    // Given
    SctpSettings settings = new SctpSettings(1_172, 65_536, 262_144, 262_144, 4, false, 400);
    LossyLink link = LossyLink.connected(33, settings, LossyLink.reliable());
    link.server.association.open(LossyLink.frames(), link.nowUs);
    link.server.association.open(LossyLink.frames(), link.nowUs);
    List<Integer> opened = new ArrayList<>();

    // When: both sides fill up at once
    opened.add(link.client.association.open(LossyLink.frames(), link.nowUs));
    opened.add(link.client.association.open(LossyLink.frames(), link.nowUs));
    link.run(5_000_000);

    // Then
    assertThat(opened).containsExactly(2, 4);
    assertThat(link.client.closedChannels).containsExactly(4);
    assertThat(link.server.closedChannels).containsExactly(3);
    assertThat(link.client.association.open(LossyLink.frames(), link.nowUs)).isEqualTo(4);
    assertThatThrownBy(() -> link.client.association.open(LossyLink.frames(), link.nowUs))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldEndBothWhenOneAborts() {
    // Given
    LossyLink link = LossyLink.connected(34, SctpSettings.defaults(), LossyLink.reliable());

    // When
    link.client.association.abort(link.nowUs);
    link.run(1_000_000);

    // Then
    assertThat(link.client.closedCount).isEqualTo(1);
    assertThat(link.server.closed).contains("aborted");
    assertThat(link.server.association.nextTimeoutUs()).isEqualTo(Long.MAX_VALUE);
    assertThat(link.server.association.send(0, true, new byte[1], 0, 1, link.nowUs)).isFalse();
  }

  @Test
  void shouldDeliverNothingMoreWhenAMessageMakesItEnd() {
    // Given: the first of three is late, so that all arrive at once
    LossyLink link = LossyLink.connected(34, SctpSettings.defaults(), LossyLink.reliable());
    int[] got = {0, 0};
    link.fromClient =
        packet -> LossyLink.find(packet, Wire.DATA) >= 0 && got[1]++ == 0 ? null : packet;
    link.server.taker =
        (stream, bytes, offset, length) -> {
          got[0]++;
          link.server.association.abort(link.nowUs);
        };

    // When
    for (int i = 0; i < 3; i++) {
      link.client.association.send(0, false, new byte[10], 0, 10, link.nowUs);
    }
    link.run(5_000_000);

    // Then
    assertThat(got[0]).isEqualTo(1);
    assertThat(link.server.closedCount).isEqualTo(1);
    assertThat(link.client.closed).contains("aborted");
  }

  @Test
  void shouldDeliverAllWhenShutDown() {
    for (int seed = 0; seed < 30; seed++) {
      // Given
      LossyLink link = LossyLink.connected(seed, SctpSettings.defaults(), LossyLink.reliable());
      link.loss = 0.1;
      link.client.association.send(0, false, new byte[50_000], 0, 50_000, link.nowUs);
      link.server.association.send(0, false, new byte[50_000], 0, 50_000, link.nowUs);

      // When
      link.client.association.shutdown(link.nowUs);
      if (seed % 3 == 0) {
        link.server.association.shutdown(link.nowUs);
      }
      link.run(300_000_000);

      // Then
      assertThat(link.server.messages).hasSize(1);
      assertThat(link.client.messages).hasSize(1);
      assertThat(link.client.closedCount).isEqualTo(1);
      assertThat(link.server.closedCount).isEqualTo(1);
    }
  }

  @Test
  void shouldFailWhenThePathIsDead() {
    // Given
    LossyLink link = LossyLink.connected(35, SctpSettings.defaults(), LossyLink.reliable());

    // When
    link.loss = 1;
    link.run(300_000_000);

    // Then
    assertThat(link.client.closed).contains("does not answer");
    assertThat(link.server.closed).contains("does not answer");
  }

  @Test
  void shouldStayWhenIdleForLong() {
    // Given
    LossyLink link = LossyLink.connected(36, SctpSettings.defaults(), LossyLink.reliable());
    long before = link.client.association.stats().packetsOut();

    // When
    link.loss = 0.1;
    link.run(3_600_000_000L);

    // Then
    assertThat(link.client.closed).isNull();
    assertThat(link.client.association.stats().packetsOut() - before).isBetween(300L, 700L);
  }

  @Test
  void shouldAnswerWhatItDoesNotKnowByItsHighBits() {
    // Given
    LossyLink link = LossyLink.connected(37, SctpSettings.defaults(), LossyLink.frames());
    link.recording = true;
    int[] type = {0};
    // An unknown chunk before the DATA.
    link.fromClient =
        packet -> {
          byte[] longer = new byte[packet.length + 8];
          System.arraycopy(packet, 0, longer, 0, 12);
          longer[12] = (byte) type[0];
          Wire.put16(longer, 14, 8);
          System.arraycopy(packet, 12, longer, 20, packet.length - 12);
          return LossyLink.resealed(longer);
        };

    for (int high = 0; high < 4; high++) {
      // When
      type[0] = high << 6 | 0x3e;
      link.sentByServer.clear();
      int before = link.server.messages.size();
      link.client.association.send(0, false, new byte[20], 0, 20, link.nowUs);
      link.run(100_000);

      // Then
      boolean reported =
          link.sentByServer.stream().anyMatch(p -> LossyLink.find(p, Wire.ERROR) >= 0);
      assertThat(link.server.messages.size() - before).isEqualTo(high >= 2 ? 1 : 0);
      assertThat(reported).isEqualTo((high & 1) == 1);
    }
  }
}
