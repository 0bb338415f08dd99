package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link that loses, delays and doubles, in both directions. */
class FrameLossTest {

  private record Packet(int due, byte[] bytes) {}

  private static final int FRAMES = 4_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void shouldShowOnlyWhatWasMadeWhenTheLinkIsBad(int seed) throws Exception {
    // Given
    Random random = new Random(seed);
    SyntheticFace face = new SyntheticFace(seed + 500, 60);
    FrameEncoder[] encoders = new FrameEncoder[DetailLevel.values().length];
    for (DetailLevel level : DetailLevel.values()) {
      encoders[level.ordinal()] = new FrameEncoder(FrameProfile.EIGHT_BIT, level);
    }
    FrameDecoder decoder = new FrameDecoder();
    QuantizedFrame[] made = new QuantizedFrame[FRAMES];
    List<Packet> down = new ArrayList<>();
    List<Packet> up = new ArrayList<>();
    float[] values = new float[Channel.COUNT];
    byte[] out = new byte[FrameEncoder.MAX_BYTES];
    QuantizedFrame shown = new QuantizedFrame();
    int acknowledged = -1;
    int shownCount = 0;
    int lastShown = -1;
    int longestGap = 0;
    int goneAt = -1_000;
    int keyAt = 0;
    boolean asked = false;

    for (int i = 0; i < FRAMES; i++) {
      // When
      face.next(values);
      FrameEncoder encoder = encoders[i / 100 % encoders.length];
      made[i] = new QuantizedFrame();
      encoder.quantize(i, i * 50L / 3, values, made[i]);
      QuantizedFrame base = acknowledged < 0 ? null : made[acknowledged];
      int length = encoder.encode(made[i], base, out, 0);
      transmit(down, Arrays.copyOf(out, length), i, random);
      if (i % 977 == 500) {
        // The receiver starts anew and asks for a key frame.
        decoder.reset();
        goneAt = i;
      }
      for (Packet packet : due(down, i)) {
        FrameDecoder.Outcome outcome = decoder.decode(packet.bytes, 0, packet.bytes.length, shown);
        if (outcome == FrameDecoder.Outcome.BASE_UNKNOWN) {
          assertThat(i - goneAt).isLessThan(20);
          // Asks once; what was acknowledged before is no base any more.
          if (!asked) {
            asked = true;
            keyAt = i + 1;
            acknowledged = -1;
          }
          continue;
        }
        asked = false;

        // Then
        int number = (int) shown.sequence();
        assertThat(shown.steps()).isEqualTo(made[number].steps());
        assertThat(shown.timeMs()).isEqualTo(made[number].timeMs());
        assertThat(shown.level()).isEqualTo(made[number].level());
        if (outcome == FrameDecoder.Outcome.SHOWN) {
          assertThat(number).isGreaterThan(lastShown);
          longestGap = Math.max(longestGap, number - lastShown);
          lastShown = number;
          shownCount++;
          byte[] message = new byte[FrameMessages.ACKNOWLEDGEMENT_BYTES];
          FrameMessages.acknowledge(number, message, 0);
          transmit(up, message, i, random);
        }
      }
      for (Packet packet : due(up, i)) {
        long number = FrameMessages.acknowledged(packet.bytes, 0, packet.bytes.length);
        if (number >= keyAt) {
          acknowledged = Math.max(acknowledged, (int) number);
        }
      }
    }
    assertThat(shownCount).isGreaterThan(FRAMES / 2);
    assertThat(longestGap).isLessThan(20);
  }

  /** One in ten is lost, each comes up to six frames later, one in twenty comes twice. */
  private static void transmit(List<Packet> link, byte[] bytes, int now, Random random) {
    if (random.nextInt(10) == 0) {
      return;
    }
    link.add(new Packet(now + 1 + random.nextInt(6), bytes));
    if (random.nextInt(20) == 0) {
      link.add(new Packet(now + 1 + random.nextInt(12), bytes));
    }
  }

  private static List<Packet> due(List<Packet> link, int now) {
    List<Packet> due = link.stream().filter(packet -> packet.due <= now).toList();
    link.removeAll(due);
    return due;
  }
}
