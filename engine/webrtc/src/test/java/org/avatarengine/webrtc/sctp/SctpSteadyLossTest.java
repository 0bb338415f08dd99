package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A minute of frames, their acknowledgements and some control over a link that loses a tenth. */
@Timeout(120)
class SctpSteadyLossTest {
  private static final int FRAMES = 3_600;
  private static final int DELAY_US = 20_000;
  private static final double LOSS = 0.1;

  private final byte[] bytes = new byte[100];
  private final BitSet lost = new BitSet();
  private final BitSet delivered = new BitSet();
  private final long[] sentUs = new long[FRAMES];
  private long latestUs;
  private int answersHeldBack;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldTakeEveryFrameAndDelayNoneWhenATenthIsLostBothWays(long seed) {
    // Given
    LossyLink link = new LossyLink(seed);
    link.delayUs = DELAY_US;
    link.connect(LossyLink.frames());
    int control = link.client.association.open(LossyLink.reliable(), link.nowUs);
    link.run(500_000);
    SplittableRandom chance = new SplittableRandom(seed);
    link.fromServer = packet -> chance.nextDouble() < LOSS ? null : packet;
    link.fromClient =
        packet -> {
          if (chance.nextDouble() >= LOSS) {
            return packet;
          }
          forEachFrame(packet, lost::set);
          return null;
        };
    link.client.taker = (stream, message, offset, length) -> {};
    link.server.taker =
        (stream, message, offset, length) -> {
          if (stream == 0) {
            arrived(link, Wire.i32(message, offset));
          }
        };
    // When
    int heldBack = 0;
    long startUs = link.nowUs;
    for (int i = 0; i < FRAMES; i++) {
      link.run(startUs + i * 1_000_000L / 60 - link.nowUs);
      if (i % 60 == 30) {
        link.client.association.send(control, true, bytes, 0, 80, link.nowUs);
        link.server.association.send(control, true, bytes, 0, 80, link.nowUs);
      }
      if (link.client.association.hasUnsent(0)) {
        heldBack++;
      }
      sentUs[i] = link.nowUs;
      Wire.put32(bytes, 0, i);
      link.client.association.send(0, false, bytes, 0, chance.nextInt(30, 101), link.nowUs);
    }
    link.run(1_000_000);
    // Then: what is missing is what the link lost, so are the gaps between deliveries
    assertThat(heldBack).isZero();
    assertThat(answersHeldBack).isZero();
    assertThat(delivered.cardinality()).isBetween(FRAMES * 87 / 100, FRAMES * 93 / 100);
    assertThat(delivered.intersects(lost)).isFalse();
    assertThat(delivered.cardinality() + lost.cardinality()).isEqualTo(FRAMES);
    assertThat(latestUs).isEqualTo(DELAY_US);
  }

  private void arrived(LossyLink link, int frame) {
    delivered.set(frame);
    latestUs = Math.max(latestUs, link.nowUs - sentUs[frame]);
    if (link.server.association.hasUnsent(0)) {
      answersHeldBack++;
    }
    link.server.association.send(0, false, bytes, 0, 12, link.nowUs);
  }

  private static void forEachFrame(byte[] packet, Consumer<Integer> seen) {
    for (int at = Wire.COMMON_HEADER;
        at + Wire.CHUNK_HEADER <= packet.length;
        at += Wire.padded(Wire.u16(packet, at + 2))) {
      if (Wire.u8(packet, at) == Wire.DATA && Wire.u16(packet, at + 8) == 0) {
        seen.accept(Wire.i32(packet, at + Wire.DATA_HEADER));
      }
    }
  }
}
