package org.avatarengine.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SctpPartsTest {

  @Test
  void shouldComputeTheChecksumOfRfc9260() {
    // Given: an INIT-like packet of zeros; CRC32c of 32 zero bytes is 0x8A9136AA (RFC 3720, B.4)
    byte[] zeros = new byte[32];

    // When
    int sum = new Checksum().of(zeros, 0, 32);

    // Then: least significant byte first on the wire
    assertThat(sum).isEqualTo(0xaa36918a);
  }

  @Test
  void shouldCompareAcrossTheWrap() {
    assertThat(Wire.before(0xffff_fff0, 5)).isTrue();
    assertThat(Wire.before(5, 0xffff_fff0)).isFalse();
    assertThat(Wire.before(0x7fff_fff0, 0x8000_0005)).isTrue();
    assertThat(Wire.before(0x8000_0005, 0x7fff_fff0)).isFalse();
    assertThat(Wire.before(7, 7)).isFalse();
    assertThat(Wire.ssnBefore(65_530, 3)).isTrue();
    assertThat(Wire.ssnBefore(3, 65_530)).isFalse();
  }

  @Test
  void shouldReportWhatCameWhenItComesInAnyOrder() {
    for (int seed = 0; seed < 200; seed++) {
      // Given
      SplittableRandom random = new SplittableRandom(seed);
      int first = random.nextInt(2) == 0 ? -100 : random.nextInt();
      ReceivedTsns received = new ReceivedTsns();
      received.start(first);
      TreeSet<Integer> model = new TreeSet<>();
      int cumulative = -1;

      for (int i = 0; i < 400; i++) {
        // When
        if (random.nextInt(40) == 0) {
          int forward = cumulative + random.nextInt(30);
          received.forward(first + forward);
          cumulative = Math.max(cumulative, forward);
        } else {
          int offset = Math.max(0, cumulative - 5) + random.nextInt(200);
          boolean duplicate = offset <= cumulative || model.contains(offset);
          assertThat(received.isDuplicate(first + offset)).isEqualTo(duplicate);
          if (!duplicate) {
            received.add(first + offset);
            model.add(offset);
          }
        }
        model.headSet(cumulative, true).clear();
        while (model.remove(cumulative + 1)) {
          cumulative++;
        }

        // Then
        assertThat(received.cumulative()).isEqualTo(first + cumulative);
        assertThat(received.hasGaps()).isEqualTo(!model.isEmpty());
      }
      assertThat(gapsOf(received)).isEqualTo(gapsOf(model, cumulative));
    }
  }

  @Test
  void shouldFollowTheRoundTripOfRfc9260() {
    // Given
    RoundTrip roundTrip = new RoundTrip(10_000);

    // When
    roundTrip.measured(100_000);
    long first = roundTrip.rtoUs();
    roundTrip.measured(200_000);

    // Then: SRTT 112.5 ms, RTTVAR 3/4 · 50 + 1/4 · 100 = 62.5 ms
    assertThat(first).isEqualTo(300_000);
    assertThat(roundTrip.smoothedUs()).isEqualTo(112_500);
    assertThat(roundTrip.rtoUs()).isEqualTo(362_500);
    roundTrip.backOff();
    assertThat(roundTrip.rtoUs()).isEqualTo(725_000);
  }

  @Test
  void shouldReportParametersByTheirHighBits() {
    // Given
    byte[] init = new byte[20 + 8 + 8 + 8];
    Wire.put16(init, 2, init.length);
    Wire.put32(init, 4, 9);
    Wire.put32(init, 8, 100_000);
    Wire.put32(init, 12, 0x0010_0010);
    parameter(init, 20, 0xc123);
    parameter(init, 28, 0x8123);
    parameter(init, 36, 0xc000);

    // When
    InitChunk skipped = InitChunk.parse(init, 0, init.length);
    parameter(init, 28, 0x4123);
    InitChunk stopped = InitChunk.parse(init, 0, init.length);

    // Then
    assertThat(skipped.forwardTsn()).isTrue();
    assertThat(skipped.unrecognized()).hasSize(12);
    assertThat(stopped.forwardTsn()).isFalse();
    assertThat(stopped.unrecognized()).hasSize(24);
    Wire.put16(init, 38, 3);
    parameter(init, 28, 0x8123);
    assertThat(InitChunk.parse(init, 0, init.length)).as("a length below its header").isNull();
  }

  private static void parameter(byte[] to, int at, int type) {
    Wire.put16(to, at, type);
    Wire.put16(to, at + 2, 8);
  }

  private static String gapsOf(ReceivedTsns received) {
    byte[][] sent = new byte[1][];
    PacketWriter writer = new PacketWriter(1_172, (p, o, n) -> sent[0] = p.clone());
    received.writeSack(writer, 0);
    writer.flush();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Wire.u16(sent[0], 24); i++) {
      text.append(Wire.u16(sent[0], 28 + 4 * i)).append('-');
      text.append(Wire.u16(sent[0], 30 + 4 * i)).append(' ');
    }
    return text.toString();
  }

  private static String gapsOf(TreeSet<Integer> model, int cumulative) {
    StringBuilder text = new StringBuilder();
    int last = Integer.MIN_VALUE;
    for (int offset : model) {
      if (offset != last + 1) {
        if (last != Integer.MIN_VALUE) {
          text.append(last - cumulative).append(' ');
        }
        text.append(offset - cumulative).append('-');
      }
      last = offset;
    }
    if (last != Integer.MIN_VALUE) {
      text.append(last - cumulative).append(' ');
    }
    return text.toString();
  }
}
