package org.avatarengine.benchmarks.live.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.junit.jupiter.api.Test;

class FrameTimesTest {

  private final FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
  private final FrameTimes times = new FrameTimes();
  private final byte[] out = new byte[FrameEncoder.MAX_BYTES + 3];

  @Test
  void shouldReadNumberAndTimeAsTheDecoderDoesWhenNumbersWrap() {
    // Given
    long first = 0xFFFF_FFF0L;
    QuantizedFrame base = frame(first, 4_000_000_000L);
    assertThat(read(base, null)).isTrue();
    // When: 300 frames over the wrap, each against the one three before
    QuantizedFrame[] last = {base, base, base};
    for (int i = 1; i <= 300; i++) {
      QuantizedFrame next = frame(first + i, 4_000_000_000L + i * 17L);
      assertThat(read(next, last[i % 3])).isTrue();
      last[i % 3] = next;
      // Then
      assertThat(times.sequence()).isEqualTo((int) (first + i));
      assertThat(times.timeMs()).isEqualTo(4_000_000_000L + i * 17L);
    }
  }

  @Test
  void shouldReadAnElapsedTimeOfSeveralBytesWhenABaseIsOld() {
    // Given
    QuantizedFrame base = frame(10, 1_000);
    read(base, null);
    // When
    boolean known = read(frame(200, 1_000_000), base);
    // Then
    assertThat(known).isTrue();
    assertThat(times.timeMs()).isEqualTo(1_000_000);
  }

  @Test
  void shouldSaySoWhenTheBaseNeverCame() {
    // Given
    QuantizedFrame missing = frame(11, 0);
    // When
    boolean beforeAny = read(frame(12, 0), missing);
    read(frame(10, 0), null);
    boolean afterAnother = read(frame(12, 0), missing);
    // Then
    assertThat(beforeAny).isFalse();
    assertThat(afterAnother).isFalse();
  }

  @Test
  void shouldRefuseAFrameWhenItIsCutShort() {
    // Given
    byte[] key = {1, 0, 0, 0, 0, 0, 0, 0};
    // When
    // Then
    assertThatThrownBy(() -> times.read(key, 0, key.length))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> times.read(key, 0, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  private QuantizedFrame frame(long sequence, long timeMs) {
    var frame = new QuantizedFrame();
    encoder.quantize(sequence, timeMs, new float[61], frame);
    return frame;
  }

  private boolean read(QuantizedFrame frame, QuantizedFrame base) {
    int length = encoder.encode(frame, base, out, 3);
    return times.read(out, 3, length);
  }
}
