package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameCodecTest {

  private final byte[] out = new byte[FrameEncoder.MAX_BYTES];
  private final QuantizedFrame shown = new QuantizedFrame();

  @ParameterizedTest
  @CsvSource({"EIGHT_BIT,FULL", "EIGHT_BIT,REDUCED", "SEVEN_BIT,LOW", "SEVEN_BIT,MINIMAL"})
  void shouldShowWhatWasQuantizedWhenValuesWalkAtRandom(FrameProfile profile, DetailLevel level)
      throws Exception {
    // Given
    Random random = new Random(7);
    FrameEncoder encoder = new FrameEncoder(profile, level);
    FrameDecoder decoder = new FrameDecoder();
    QuantizedFrame[] sent = new QuantizedFrame[3_000];
    float[] values = new float[Channel.COUNT];

    for (int i = 0; i < sent.length; i++) {
      double stir = random.nextInt(20) == 0 ? 1 : .01;
      for (int c = 0; c < Channel.COUNT; c++) {
        values[c] += (float) (random.nextGaussian() * stir);
      }
      sent[i] = new QuantizedFrame();
      encoder.quantize(i, i * 17L, values, sent[i]);
      int age = random.nextInt(Math.min(i + 1, 256));

      // When
      int length = encoder.encode(sent[i], age == 0 ? null : sent[i - age], out, 0);

      // Then
      assertThat(length).isLessThanOrEqualTo(FrameEncoder.MAX_BYTES);
      assertThat(decoder.decode(out, 0, length, shown)).isEqualTo(FrameDecoder.Outcome.SHOWN);
      assertThat(shown.steps()).isEqualTo(sent[i].steps());
      assertThat(shown.sequence()).isEqualTo(i);
      assertThat(shown.timeMs()).isEqualTo(i * 17L);
      assertThat(shown.level()).isEqualTo(level);
      assertThat(shown.profile()).isEqualTo(profile);
    }
  }

  @ParameterizedTest
  @EnumSource(FrameProfile.class)
  void shouldStayWithinTheErrorWhenValuesAreSent(FrameProfile profile) {
    // Given
    Random random = new Random(8);
    FrameEncoder encoder = new FrameEncoder(profile, DetailLevel.FULL);
    float[] values = new float[Channel.COUNT];
    float[] back = new float[Channel.COUNT];

    for (int i = 0; i < 5_000; i++) {
      for (int c = 0; c < Channel.COUNT; c++) {
        float least = Channel.ALL.get(c).min();
        float next = values[c] + (float) random.nextGaussian() * .02f;
        values[c] = Math.max(least, Math.min(1, next));
      }

      // When
      encoder.quantize(i, i, values, shown);

      // Then
      shown.toValues(back);
      for (int c = 0; c < Channel.COUNT; c++) {
        assertThat(Math.abs(back[c] - values[c])).isLessThanOrEqualTo(profile.maxError() + 1e-6f);
      }
    }
  }

  @Test
  void shouldKeepTheStepWhenAValueTrembles() {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    float[] values = new float[Channel.COUNT];
    values[0] = 100 / 255f;
    encoder.quantize(1, 1, values, shown);

    // When
    values[0] = 100.9f / 255;
    encoder.quantize(2, 2, values, shown);
    short near = shown.steps()[0];
    values[0] = 101.1f / 255;
    encoder.quantize(3, 3, values, shown);

    // Then
    assertThat(near).isEqualTo((short) 100);
    assertThat(shown.steps()[0]).isEqualTo((short) 101);
  }

  @Test
  void shouldTakeTheNearestWhenAValueIsNone() {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    float[] values = new float[Channel.COUNT];
    values[0] = Float.NaN;
    values[1] = Float.POSITIVE_INFINITY;
    values[2] = -3;
    values[52] = Float.NEGATIVE_INFINITY;
    values[53] = Float.NaN;

    // When
    encoder.quantize(1, 1, values, shown);

    // Then
    assertThat(shown.steps()[0]).isZero();
    assertThat(shown.steps()[1]).isEqualTo((short) 255);
    assertThat(shown.steps()[2]).isZero();
    assertThat(shown.steps()[52]).isZero();
    assertThat(shown.steps()[53]).isEqualTo((short) 128);
  }

  @Test
  void shouldDecodeWhenTheNumberAndTheTimeWrap() throws Exception {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    FrameDecoder decoder = new FrameDecoder();
    float[] values = new float[Channel.COUNT];
    QuantizedFrame before = new QuantizedFrame();
    encoder.quantize(0xffff_ffffL, 0xffff_fff0L, values, before);
    decoder.decode(out, 0, encoder.encode(before, null, out, 0), shown);
    QuantizedFrame after = new QuantizedFrame();
    values[3] = .5f;
    encoder.quantize(0, 1, values, after);

    // When
    int length = encoder.encode(after, before, out, 0);
    FrameDecoder.Outcome outcome = decoder.decode(out, 0, length, shown);

    // Then
    assertThat(outcome).isEqualTo(FrameDecoder.Outcome.SHOWN);
    assertThat(shown.sequence()).isZero();
    assertThat(shown.timeMs()).isEqualTo(1);
    assertThat(out[FrameFormat.AGE_OFFSET]).isEqualTo((byte) 1);
  }

  @Test
  void shouldMakeAKeyFrameWhenTheBaseIsTooOld() {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame base = new QuantizedFrame();
    QuantizedFrame frame = new QuantizedFrame();
    encoder.quantize(10, 0, new float[Channel.COUNT], base);
    encoder.quantize(266, 0, new float[Channel.COUNT], frame);

    // When
    encoder.encode(frame, base, out, 0);

    // Then
    assertThat(out[FrameFormat.AGE_OFFSET]).isZero();
  }

  @Test
  void shouldCostNoPayloadWhenNothingMoves() {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame base = new QuantizedFrame();
    QuantizedFrame frame = new QuantizedFrame();
    float[] values = new float[Channel.COUNT];
    values[17] = .7f;
    encoder.quantize(10, 0, values, base);
    encoder.quantize(11, 16, values, frame);

    // When
    int length = encoder.encode(frame, base, out, 0);

    // Then
    assertThat(length).isLessThanOrEqualTo(FrameFormat.DELTA_TIME_OFFSET + 2);
  }

  @Test
  void shouldRefuseWhenTheRoomIsTooSmall() {
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame frame = new QuantizedFrame();
    encoder.quantize(0, 0, new float[Channel.COUNT], frame);

    assertThatThrownBy(() -> encoder.encode(frame, null, out, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldNoticeMostlyWhenTheBaseIsAnother() throws Exception {
    // Given
    int noticed = 0;
    for (int i = 0; i < 2_000; i++) {
      SyntheticFace face = new SyntheticFace(i, 30);
      SyntheticFace stranger = new SyntheticFace(i + 10_000, 30);
      FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
      FrameEncoder other = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
      FrameDecoder decoder = new FrameDecoder();
      float[] values = new float[Channel.COUNT];
      QuantizedFrame base = new QuantizedFrame();
      QuantizedFrame frame = new QuantizedFrame();
      stranger.next(values);
      other.quantize(5, 0, values, base);
      decoder.decode(out, 0, other.encode(base, null, out, 0), shown);
      face.next(values);
      encoder.quantize(5, 0, values, base);
      face.next(values);
      encoder.quantize(6, 17, values, frame);
      int length = encoder.encode(frame, base, out, 0);

      // When
      try {
        decoder.decode(out, 0, length, shown);
      } catch (FrameFormatException expected) {
        noticed++;
      }
    }

    // Then
    assertThat(noticed).isEqualTo(2_000);
  }

  @Test
  void shouldRefuseWhenBytesAreLeft() {
    // Given
    SyntheticFace face = new SyntheticFace(5, 60);
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    float[] values = new float[Channel.COUNT];
    QuantizedFrame frame = new QuantizedFrame();

    for (int i = 0; i < 500; i++) {
      face.next(values);
      encoder.quantize(i, i, values, frame);
      int length = encoder.encode(frame, null, out, 0);
      for (int more = 2; more < 12; more++) {
        byte[] longer = Arrays.copyOf(Arrays.copyOf(out, length), length + more);
        longer[longer.length - 1] = 1;

        // Then
        assertThatThrownBy(() -> new FrameDecoder().decode(longer, 0, longer.length, shown))
            .isInstanceOf(FrameFormatException.class);
      }
    }
  }

  /** Says another number than the model wants in one place; the rest follows from it. */
  private record Liar(RangeEncoder truthful, int context, int instead) implements BinaryCoder {
    @Override
    public int bit(int at, int bit) {
      return truthful.bit(at, at == context ? instead : bit);
    }

    @Override
    public int even(int count, int bits) {
      return truthful.even(count, bits);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "56,1"})
  void shouldRefuseWhenTheSummaryIsWrong(int range, int instead) {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    QuantizedFrame frame = new QuantizedFrame();
    float[] values = new float[Channel.COUNT];
    int channels = instead == 0 ? 30 : 12;
    Arrays.fill(values, 0, channels, 20 / 255f);
    encoder.quantize(1, 1, values, frame);
    encoder.encode(frame, null, out, 0);
    RangeEncoder coder = new RangeEncoder();
    coder.begin(out, FrameFormat.KEY_PAYLOAD_OFFSET);
    // Activity 6 or 4 and extent 4: the first bit is 1, and 0 makes it smaller; or the last is 0.
    int activity = instead == 0 ? 1 : 6;
    int context = range == 0 ? activity : FrameModel.EXTENT + 4 * 8 + 6;
    FrameModel model = new FrameModel();
    FramePlan plan = FramePlan.of(DetailLevel.FULL);
    short[] rest = FrameFormat.rest(FrameProfile.EIGHT_BIT);

    // When
    model.code(new Liar(coder, context, instead), plan, frame.steps(), rest, 0, 255);
    int length = FrameFormat.KEY_PAYLOAD_OFFSET + coder.end();

    // Then
    assertThatThrownBy(() -> new FrameDecoder().decode(out, 0, length, shown))
        .isInstanceOf(FrameFormatException.class)
        .hasMessageContaining("no face");
  }

  @ParameterizedTest
  @CsvSource({"745,LATE,SHOWN", "744,SHOWN,BASE_UNKNOWN"})
  void shouldBeginAnewWhenAKeyFrameIsFarBehind(
      long number, FrameDecoder.Outcome expected, FrameDecoder.Outcome next) throws Exception {
    // Given
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    FrameDecoder decoder = new FrameDecoder();
    QuantizedFrame newest = new QuantizedFrame();
    encoder.quantize(1_000, 0, new float[Channel.COUNT], newest);
    decoder.decode(out, 0, encoder.encode(newest, null, out, 0), shown);
    QuantizedFrame frame = new QuantizedFrame();
    encoder.quantize(number, 0, new float[Channel.COUNT], frame);

    // When
    FrameDecoder.Outcome outcome =
        decoder.decode(out, 0, encoder.encode(frame, null, out, 0), shown);

    // Then
    encoder.quantize(1_001, 0, new float[Channel.COUNT], frame);
    int length = encoder.encode(frame, newest, out, 0);
    assertThat(outcome).isEqualTo(expected);
    assertThat(decoder.decode(out, 0, length, shown)).isEqualTo(next);
  }

  @Test
  void shouldRoundTripWhenAFrameIsAcknowledged() throws Exception {
    // When
    int length = FrameMessages.acknowledge(0xfedc_ba98L, out, 3);

    // Then
    assertThat(out[3]).isEqualTo(FrameMessages.ACKNOWLEDGEMENT);
    assertThat(FrameMessages.acknowledged(out, 3, length)).isEqualTo(0xfedc_ba98L);
    assertThatThrownBy(() -> FrameMessages.acknowledged(out, 3, 4))
        .isInstanceOf(FrameFormatException.class);
    assertThatThrownBy(() -> FrameMessages.acknowledged(out, 0, 5))
        .isInstanceOf(FrameFormatException.class);
  }
}
