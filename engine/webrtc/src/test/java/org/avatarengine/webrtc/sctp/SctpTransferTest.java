package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SctpTransferTest {
  private static final int MESSAGES = 10_000;

  @Test
  void shouldDeliverAllInOrderWhenALinkLosesAndReorders() {
    // Given
    LossyLink link = LossyLink.connected(5, SctpSettings.defaults(), LossyLink.reliable());
    link.loss = 0.1;
    link.duplication = 0.02;
    link.corruption = 0.01;
    link.jitterUs = 8_000;
    SplittableRandom sizes = new SplittableRandom(8);
    SplittableRandom expectedSizes = new SplittableRandom(8);
    int[] got = {0, 0};
    link.server.taker =
        (stream, bytes, offset, length) -> {
          if (length != expectedSizes.nextInt(65_537)
              || !hasPattern(bytes, offset, length, got[0])) {
            got[1]++;
          }
          got[0]++;
        };

    // When
    byte[] message = new byte[65_536];
    for (int i = 0; i < MESSAGES; i++) {
      int size = sizes.nextInt(65_537);
      fillPattern(message, size, i);
      while (!link.client.association.send(0, false, message, 0, size, link.nowUs)) {
        long wake = link.client.association.nextTimeoutUs();
        assertThat(wake).isNotEqualTo(Long.MAX_VALUE);
        link.run(20_000);
      }
    }
    link.runUntil(link.nowUs + 3_600_000_000L, () -> got[0] == MESSAGES);

    // Then
    assertThat(got[0]).isEqualTo(MESSAGES);
    assertThat(got[1]).as("messages of another size or content").isZero();
    assertThat(link.server.association.stats().malformedPackets()).isPositive();
    assertThat(link.server.association.stats().droppedMessages()).isZero();
  }

  @Test
  void shouldDeliverAllOnceInAnyOrderWhenUnordered() {
    // Given
    DataChannelInfo unordered = new DataChannelInfo(-1, "u", "", false, -1, -1);
    LossyLink link = LossyLink.connected(6, SctpSettings.defaults(), unordered);
    link.loss = 0.1;
    link.duplication = 0.1;
    link.jitterUs = 20_000;
    List<Integer> got = new ArrayList<>();
    link.server.taker = (stream, bytes, offset, length) -> got.add(Wire.i32(bytes, offset));

    // When
    byte[] message = new byte[3_000];
    for (int i = 0; i < 2_000; i++) {
      Wire.put32(message, 0, i);
      while (!link.client.association.send(0, false, message, 0, 4 + i % 2_900, link.nowUs)) {
        link.run(10_000);
      }
    }
    link.runUntil(link.nowUs + 600_000_000L, () -> got.size() == 2_000);

    // Then
    assertThat(got).hasSize(2_000).doesNotHaveDuplicates();
    List<Integer> sorted = new ArrayList<>(got);
    Collections.sort(sorted);
    assertThat(got).isNotEqualTo(sorted);
  }

  @Test
  void shouldTakeNoMoreWhenTheSendBufferIsFull() {
    // Given
    LossyLink link = LossyLink.connected(7, SctpSettings.defaults(), LossyLink.reliable());
    link.loss = 1;
    byte[] message = new byte[10_000];

    // When
    int taken = 0;
    while (link.client.association.send(0, false, message, 0, 10_000, link.nowUs)) {
      taken++;
    }

    // Then
    assertThat(taken).isEqualTo(26);
    assertThat(link.client.association.bufferedBytes()).isEqualTo(260_000);
    assertThat(link.client.association.hasUnsent()).isTrue();
    assertThat(link.client.association.hasUnsent(0)).isTrue();
    assertThat(link.client.association.hasUnsent(2)).isFalse();
  }

  @Test
  void shouldTakeNoMoreWhenTooManyTinyMessagesWait() {
    // Given
    LossyLink link = LossyLink.connected(7, SctpSettings.defaults(), LossyLink.reliable());
    link.loss = 1;

    // When
    int taken = 0;
    while (taken < 100_000
        && link.client.association.send(0, false, new byte[1], 0, 1, link.nowUs)) {
      taken++;
    }

    // Then
    assertThat(taken).isBetween(1_000, 5_000);
  }

  @Test
  void shouldRefuseAMessageWhenItIsTooLong() {
    // Given
    LossyLink link = LossyLink.connected(7, SctpSettings.defaults(), LossyLink.reliable());

    // When // Then
    assertThatThrownBy(() -> link.client.association.send(0, false, new byte[65_537], 0, 65_537, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
    assertThat(link.client.association.send(4, false, new byte[1], 0, 1, 0)).isFalse();
  }

  @Test
  void shouldEndWhenAMessageNeverEnds() {
    // Given
    SctpSettings small = new SctpSettings(1_172, 20_000, 262_144, 262_144, 64, false, 400);
    LossyLink link = LossyLink.connected(7, SctpSettings.defaults(), LossyLink.reliable());
    LossyLink strict = new LossyLink(8, small);
    assertThat(link.client.closed).isNull();
    strict.connect(LossyLink.reliable());
    strict.fromClient =
        packet -> {
          int data = LossyLink.find(packet, Wire.DATA);
          if (data >= 0) {
            packet[data + 1] &= ~Wire.FLAG_END;
            LossyLink.resealed(packet);
          }
          return packet;
        };

    // When
    for (int i = 0; i < 3; i++) {
      strict.client.association.send(0, false, new byte[15_000], 0, 15_000, strict.nowUs);
      strict.fromClient = withoutBorders();
    }
    strict.run(5_000_000);

    // Then
    assertThat(strict.server.closed).contains("too long");
    assertThat(strict.client.closed).contains("aborted");
  }

  private static java.util.function.UnaryOperator<byte[]> withoutBorders() {
    return packet -> {
      int data = LossyLink.find(packet, Wire.DATA);
      if (data >= 0) {
        packet[data + 1] &= ~(Wire.FLAG_END | Wire.FLAG_BEGIN);
        Wire.put16(packet, data + 10, 1);
        LossyLink.resealed(packet);
      }
      return packet;
    };
  }

  private static void fillPattern(byte[] bytes, int length, int seed) {
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (seed * 31 + i + (i >>> 8));
    }
  }

  private static boolean hasPattern(byte[] bytes, int offset, int length, int seed) {
    for (int i = 0; i < length; i++) {
      if (bytes[offset + i] != (byte) (seed * 31 + i + (i >>> 8))) {
        return false;
      }
    }
    return true;
  }
}
