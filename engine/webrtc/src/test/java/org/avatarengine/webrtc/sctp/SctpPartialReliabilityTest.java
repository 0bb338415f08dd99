package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SctpPartialReliabilityTest {
  private static final long FRAME_US = 16_667;

  @Test
  void shouldNotStallWhenFramesAreLost() {
    // Given
    LossyLink link = LossyLink.connected(9, SctpSettings.defaults(), LossyLink.frames());
    link.delayUs = 30_000;
    link.jitterUs = 5_000;
    link.loss = 0.1;
    List<Long> latencies = new ArrayList<>();
    long[] sentUs = new long[6_000];
    link.server.taker =
        (stream, bytes, offset, length) ->
            latencies.add(link.nowUs - sentUs[Wire.i32(bytes, offset)]);

    // When
    play(link, 6_000, sentUs);

    // Then
    assertThat(latencies.size()).isBetween(5_200, 5_600);
    assertThat(latencies).allMatch(late -> late <= 35_000 + 2 * FRAME_US);
    assertThat(link.client.association.stats().retransmits()).isZero();
    assertThat(link.client.association.stats().abandonedMessages()).isBetween(400L, 900L);
    assertThat(link.client.association.isIdle()).isTrue();
    assertThat(link.client.association.bufferedBytes()).isZero();
  }

  @Test
  void shouldWaitOnlyForTheReportsWhenOrderedFramesAreLost() {
    // Given
    DataChannelInfo ordered = new DataChannelInfo(-1, "f", "", true, 0, -1);
    LossyLink link = LossyLink.connected(10, SctpSettings.defaults(), ordered);
    link.loss = 0.1;
    long[] sentUs = new long[3_000];
    List<Integer> got = new ArrayList<>();
    List<Long> latencies = new ArrayList<>();
    link.server.taker =
        (stream, bytes, offset, length) -> {
          got.add(Wire.i32(bytes, offset));
          latencies.add(link.nowUs - sentUs[Wire.i32(bytes, offset)]);
        };

    // When
    play(link, 3_000, sentUs);

    // Then
    assertThat(got).isSorted().doesNotHaveDuplicates();
    assertThat(got.size()).isBetween(2_550, 2_850);
    assertThat(latencies).allMatch(late -> late <= 1_000_000);
    latencies.sort(null);
    assertThat(latencies.get(latencies.size() * 95 / 100)).isLessThan(200_000);
  }

  @Test
  void shouldRetransmitAsOftenAsAllowed() {
    // Given
    DataChannelInfo twice = new DataChannelInfo(-1, "f", "", false, 2, -1);
    LossyLink link = LossyLink.connected(11, SctpSettings.defaults(), twice);
    link.loss = 0.3;
    long[] sentUs = new long[3_000];
    int[] got = {0};
    link.server.taker = (stream, bytes, offset, length) -> got[0]++;

    // When
    play(link, 3_000, sentUs);

    // Then: 1 − 0.3³
    assertThat(got[0] / 3_000.0).isBetween(0.955, 0.99);
    assertThat(link.client.association.stats().abandonedMessages()).isPositive();
  }

  @Test
  void shouldDropWhatExpiredWhenTheLinkWasDown() {
    // Given
    DataChannelInfo brief = new DataChannelInfo(-1, "f", "", true, -1, 100);
    LossyLink link = LossyLink.connected(12, SctpSettings.defaults(), brief);
    link.loss = 1;
    byte[] message = new byte[1_000];
    for (int i = 0; i < 60; i++) {
      assertThat(link.client.association.send(0, false, message, 0, 1_000, link.nowUs)).isTrue();
      link.run(FRAME_US);
    }
    assertThat(link.client.association.hasUnsent()).isTrue();

    // When
    link.loss = 0;
    link.run(20_000_000);
    link.client.association.send(0, false, new byte[] {7}, 0, 1, link.nowUs);
    link.run(1_000_000);

    // Then
    assertThat(link.server.messages).isNotEmpty();
    assertThat(link.server.messages.getLast()).containsExactly(7);
    assertThat(link.server.messages.size()).isLessThan(10);
    assertThat(link.client.association.stats().abandonedMessages()).isGreaterThan(50);
    assertThat(link.client.association.bufferedBytes()).isZero();
  }

  @Test
  void shouldMakeRoomWhenAFullBufferHoldsExpiredMessages() {
    // Given
    DataChannelInfo brief = new DataChannelInfo(-1, "f", "", false, -1, 100);
    LossyLink link = LossyLink.connected(12, SctpSettings.defaults(), brief);
    link.loss = 1;
    byte[] message = new byte[60_000];
    while (link.client.association.send(0, false, message, 0, 60_000, link.nowUs)) {
      // fills
    }

    // When
    link.nowUs += 150_000;
    boolean taken = link.client.association.send(0, false, message, 0, 60_000, link.nowUs);

    // Then
    assertThat(taken).isTrue();
  }

  @Test
  void shouldForgetWhatIsHalfSentWhenItExpires() {
    // Given
    DataChannelInfo brief = new DataChannelInfo(-1, "f", "", true, -1, 50);
    LossyLink link = LossyLink.connected(13, SctpSettings.defaults(), brief);
    link.delayUs = 40_000;

    // When: 60,000 bytes need several round trips of 80 ms
    link.client.association.send(0, false, new byte[60_000], 0, 60_000, link.nowUs);
    link.run(3_000_000);
    link.client.association.send(0, false, new byte[] {1}, 0, 1, link.nowUs);
    link.run(1_000_000);

    // Then
    assertThat(link.server.messages).hasSize(1);
    assertThat(link.server.messages.getFirst()).containsExactly(1);
    assertThat(link.client.association.bufferedBytes()).isZero();
    assertThat(link.client.association.isIdle()).isTrue();
  }

  @Test
  void shouldBundleAcknowledgementsWhenBothSidesSpeak() {
    // Given
    LossyLink link = LossyLink.connected(14, SctpSettings.defaults(), LossyLink.frames());
    byte[] frame = new byte[100];
    long before = link.server.association.stats().packetsOut();

    // When
    for (int i = 0; i < 600; i++) {
      link.client.association.send(0, false, frame, 0, 100, link.nowUs);
      link.run(8_000);
      link.server.association.send(0, false, frame, 0, 100, link.nowUs);
      link.run(8_000);
    }

    // Then
    assertThat(link.server.association.stats().packetsOut() - before).isLessThan(620);
  }

  private static void play(LossyLink link, int frames, long[] sentUs) {
    byte[] frame = new byte[120];
    Arrays.fill(frame, (byte) 3);
    for (int i = 0; i < frames; i++) {
      Wire.put32(frame, 0, i);
      sentUs[i] = link.nowUs;
      assertThat(link.client.association.send(0, false, frame, 0, 120, link.nowUs)).isTrue();
      link.run(FRAME_US);
    }
    link.loss = 0;
    link.run(20_000_000);
  }
}
