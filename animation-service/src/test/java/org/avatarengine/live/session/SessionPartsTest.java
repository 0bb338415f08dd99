package org.avatarengine.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionPartsTest {

  private static final Intake.Sink NOWHERE = (live, bytes, length, nowUs) -> {};

  private static List<Integer> drain(IntakeRing ring) {
    List<Integer> seen = new ArrayList<>();
    for (IntakeRing.Message message = ring.poll(); message != null; message = ring.poll()) {
      seen.add((int) message.bytes()[0]);
    }
    return seen;
  }

  private static void offer(IntakeRing ring, int from, int to) {
    for (int i = from; i < to; i++) {
      ring.offer(NOWHERE, new byte[] {(byte) i}, 1, i);
    }
  }

  @Test
  void shouldDropTheOldestAndCountThemWhenTooManyWait() {
    // Given
    IntakeRing ring = new IntakeRing(4);
    offer(ring, 0, 3);
    assertThat(drain(ring)).containsExactly(0, 1, 2);
    // When
    offer(ring, 3, 13);
    // Then
    assertThat(drain(ring)).containsExactly(9, 10, 11, 12);
    assertThat(ring.dropped()).isEqualTo(6);
    assertThat(drain(ring)).isEmpty();
  }

  @Test
  void shouldLoseNothingButWhatItCountsWhenTwoThreadsMeet() throws Exception {
    // Given
    IntakeRing ring = new IntakeRing(8);
    int all = 200_000;
    Thread producer =
        new Thread(
            () -> {
              for (int i = 0; i < all; i++) {
                ring.offer(NOWHERE, new byte[0], 0, i);
              }
            });
    long seen = 0;
    long last = -1;
    // When
    producer.start();
    boolean running = true;
    while (running) {
      running = producer.isAlive();
      for (IntakeRing.Message message = ring.poll(); message != null; message = ring.poll()) {
        assertThat(message.atNanos()).isGreaterThan(last);
        last = message.atNanos();
        seen++;
      }
    }
    producer.join();
    // Then
    assertThat(last).isEqualTo(all - 1);
    assertThat(seen + ring.dropped()).isEqualTo(all);
  }

  @Test
  void shouldNameTheQuantileWithinAnEighthWhenDurationsWereCounted() {
    // Given
    BeatTimes times = new BeatTimes();
    // When
    for (int us = 1; us <= 1_000; us++) {
      times.record(us * 1_000L);
    }
    // Then
    assertThat(times.count()).isEqualTo(1_000);
    assertThat(BeatTimes.quantileUs(times.counts(), 0.5)).isBetween(500.0, 565.0);
    assertThat(BeatTimes.quantileUs(times.counts(), 0.99)).isBetween(990.0, 1_120.0);
    assertThat(BeatTimes.quantileUs(new long[8], 0.5)).isZero();
    assertThat(times.maxNanos()).isEqualTo(1_000_000);
  }

  @Test
  void shouldFitAnyNameWhenItBecomesPartOfAnId() {
    assertThat(InstanceName.fit("Studio One")).isEqualTo("studio-one");
    // As the cluster's DNS spells an IPv6 address.
    assertThat(InstanceName.fit("fd00::5")).isEqualTo("fd00--5");
    assertThat(InstanceName.fit("__")).isEqualTo("local");
    assertThat(InstanceName.fit("x".repeat(60) + "-7f9")).hasSize(50).endsWith("-7f9");
    assertThat(PairingCode.create()).matches("AVA-[2-9A-HJKMNP-Z]{6}");
    assertThat(PairingCode.normal(" ava-2b ")).isEqualTo("AVA-2B");
  }

  @Test
  void shouldWrapBytesAsAWholeFrameWhenTheyAreShortOrLong() {
    // When
    var small = SocketFrames.of(new byte[] {7, 8}, 2, false);
    var large = SocketFrames.of(new byte[300], 300, true);
    // Then: RFC 6455, section 5.2
    assertThat(small.readUnsignedByte()).isEqualTo((short) 0x82);
    assertThat(small.readUnsignedByte()).isEqualTo((short) 2);
    assertThat(small.readableBytes()).isEqualTo(2);
    assertThat(large.readUnsignedByte()).isEqualTo((short) 0x81);
    assertThat(large.readUnsignedByte()).isEqualTo((short) 126);
    assertThat(large.readUnsignedShort()).isEqualTo(300);
    assertThat(large.readableBytes()).isEqualTo(300);
    small.release();
    large.release();
  }
}
