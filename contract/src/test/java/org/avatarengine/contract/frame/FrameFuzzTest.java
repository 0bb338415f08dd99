package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Any bytes may come. */
class FrameFuzzTest {

  private static final int PACKETS = 200_000;

  @Test
  void shouldOnlyRefuseWhenPacketsAreBroken() {
    Assertions.assertTimeout(Duration.ofSeconds(60), FrameFuzzTest::fuzz);
  }

  private static void fuzz() {
    // Given
    Random random = new Random(99);
    SyntheticFace face = new SyntheticFace(99, 60);
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    FrameDecoder decoder = new FrameDecoder();
    QuantizedFrame base = null;
    float[] values = new float[Channel.COUNT];
    byte[] out = new byte[FrameEncoder.MAX_BYTES];
    QuantizedFrame shown = new QuantizedFrame();
    int refused = 0;
    int slipped = 0;

    for (int i = 0; i < PACKETS; i++) {
      face.next(values);
      QuantizedFrame frame = new QuantizedFrame();
      encoder.quantize(i, i, values, frame);
      int length = encoder.encode(frame, base, out, 0);
      byte[] broken = broken(Arrays.copyOf(out, length), random);
      try {
        // When
        FrameDecoder.Outcome outcome = decoder.decode(broken, 0, broken.length, shown);
        if (outcome != FrameDecoder.Outcome.BASE_UNKNOWN) {
          slipped++;
          for (int c = 0; c < Channel.COUNT; c++) {
            assertThat(shown.steps()[c]).isBetween((short) 0, (short) shown.profile().steps());
          }
          // What slipped through may have any number: begin anew.
          decoder.reset();
          base = null;
          continue;
        }
      } catch (FrameFormatException expected) {
        refused++;
      }

      // Then
      try {
        assertThat(decoder.decode(out, 0, length, shown)).isEqualTo(FrameDecoder.Outcome.SHOWN);
      } catch (FrameFormatException e) {
        throw new AssertionError("a broken packet changed the decoder", e);
      }
      assertThat(shown.steps()).isEqualTo(frame.steps());
      base = frame;
    }
    assertThat(refused).isGreaterThan(PACKETS * 9 / 10);
    assertThat(slipped).isLessThan(PACKETS / 20);
  }

  private static byte[] broken(byte[] packet, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] noise = new byte[random.nextInt(80)];
        random.nextBytes(noise);
        if (noise.length > 3 && random.nextBoolean()) {
          noise[0] = FrameMessages.FRAME;
          noise[1] &= 7;
          noise[2] = (byte) random.nextInt(2);
        }
        return noise;
      }
      case 1 -> {
        return Arrays.copyOf(packet, random.nextInt(packet.length));
      }
      case 2 -> {
        byte[] longer = Arrays.copyOf(packet, packet.length + 1 + random.nextInt(1_300));
        longer[longer.length - 1] = (byte) random.nextInt(3);
        return longer;
      }
      default -> {
        // Not the number: it may well be right with another.
        int at = random.nextInt(packet.length - 3);
        at = at > 2 ? at + 3 : at;
        packet[at] ^= (byte) (1 << random.nextInt(8));
        return packet;
      }
    }
  }
}
