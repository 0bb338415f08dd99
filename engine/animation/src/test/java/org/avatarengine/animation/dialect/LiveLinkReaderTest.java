package org.avatarengine.animation.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.avatarengine.animation.dialect.DialectReader.Outcome;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLinkReaderTest {

  private static final String DEVICE = "A1B2C3D4-0000-4000-8000-0123456789AB";
  private static final long SHAPES = (1L << 52) - 1;

  private final LiveLinkReader reader = new LiveLinkReader(1);
  private final FaceSample sample = new FaceSample();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldReadSecondsAndFrameNumberWhenVersionIsOneOrTwo(int version) {
    // Given
    byte[] packet = values(old(version).f64(12.5).i32(750), 61).bytes();
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertRamp(61);
    assertThat(sample.subject()).isEqualTo("iPhone");
    assertThat(sample.sourceTimeUs()).isEqualTo(12_500_000);
    assertThat(sample.frameNumber()).isEqualTo(750);
    assertThat(reader.deviceId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldTakeShapesAloneWhenAnOldVersionHas52Values(int version) {
    // Given
    PacketBytes head = old(version);
    byte[] packet = values(version < 3 ? head.f64(1).i32(60) : head.i32(60), 52).bytes();
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertRamp(52);
    assertThat(sample.present()).isEqualTo(SHAPES);
    assertThat(sample.frameNumber()).isEqualTo(60);
  }

  @Test
  void shouldReadFrameNumberAloneWhenVersionIsThree() {
    // Given
    byte[] packet = values(old(3).i32(-1), 61).bytes();
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertRamp(61);
    assertThat(sample.frameNumber()).isEqualTo(0xffff_ffffL);
    assertThat(sample.sourceTimeUs()).isEqualTo(-1);
  }

  @Test
  void shouldDoWithoutATimeWhenVersionThreeHasNone() {
    // Given
    byte[] packet = values(old(3), 61).bytes();
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertRamp(61);
    assertThat(sample.frameNumber()).isEqualTo(-1);
  }

  @Test
  void shouldReadTheDeviceWhenVersionIsFour() {
    // Given
    byte[] packet = values(head(4).i32(77), 61).bytes();
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertRamp(61);
    assertThat(reader.deviceId()).isEqualTo(DEVICE);
    assertThat(sample.frameNumber()).isEqualTo(77);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldReadTheTimeCodeWhenVersionIsFive(boolean dropFrameFlag) {
    // Given
    PacketBytes head = head(5).i32(13).i32(15).i32(30).i32(45);
    byte[] packet = values((dropFrameFlag ? head.u8(0) : head).i32(60), 61).bytes();
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertRamp(61);
    assertThat(sample.sourceTimeUs()).isEqualTo(((13 * 60 + 15) * 60 + 30) * 1_000_000L + 750_000);
    assertThat(sample.frameNumber()).isEqualTo(((13 * 60 + 15) * 60 + 30) * 60L + 45);
    assertThat(reader.rateNumerator()).isEqualTo(60);
  }

  @Test
  void shouldReadTheFrameTimeWhenVersionIsSix() {
    // Given
    byte[] packet = six(6_000, 0.5f, 60, 1);
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(packet).hasSize(306 + 6);
    assertRamp(61);
    assertThat(sample.present()).isEqualTo(FaceSample.ALL);
    assertThat(sample.hasFace()).isTrue();
    assertThat(sample.subject()).isEqualTo("iPhone");
    assertThat(reader.deviceId()).isEqualTo(DEVICE);
    assertThat(sample.frameNumber()).isEqualTo(6_000);
    assertThat(sample.sourceTimeUs()).isEqualTo(100_008_333);
    assertThat(reader.subFrame()).isEqualTo(0.5f);
    assertThat(reader.rateNumerator()).isEqualTo(60);
    assertThat(reader.rateDenominator()).isEqualTo(1);
    assertThat(reader.frames()).isEqualTo(1);
  }

  @Test
  void shouldReadLengthsWhenTheDeviceIdIsNoUuid() {
    // Given
    byte[] packet =
        values(
                new PacketBytes()
                    .u8(6)
                    .name("x")
                    .name("Zoë ☺")
                    .i32(1)
                    .f32(0)
                    .i32(30_000)
                    .i32(1_001),
                61)
            .bytes();
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.subject()).isEqualTo("Zoë ☺");
    assertThat(sample.sourceTimeUs()).isEqualTo(33_367);
  }

  @Test
  void shouldSayThatNoFaceIsInSightWhenThePacketEndsBeforeTheCount() {
    // Given
    byte[] timed = head(6).i32(120).f32(0).i32(60).i32(1).bytes();
    byte[] bare = head(6).bytes();
    byte[] zero = head(5).i32(0).i32(0).i32(1).i32(0).i32(60).u8(0).bytes();
    // When
    Outcome withTime = read(timed);
    boolean face = sample.hasFace();
    long time = sample.sourceTimeUs();
    // Then
    assertThat(withTime).isEqualTo(Outcome.SAMPLE);
    assertThat(face).isFalse();
    assertThat(time).isEqualTo(2_000_000);
    for (byte[] packet : new byte[][] {bare, zero}) {
      assertThat(read(packet)).isEqualTo(Outcome.SAMPLE);
      assertThat(sample.hasFace()).isFalse();
      assertThat(sample.present()).isZero();
    }
  }

  @Test
  void shouldGoOnOverMidnightWhenAPacketComesLateToo() {
    // Given
    int day = 86_400 * 60;
    int[] frames = {day - 2, day - 1, 0, 1, day - 1, 2};
    long[] expected = {day - 2, day - 1, day, day + 1, day - 1, day + 2};
    for (int i = 0; i < frames.length; i++) {
      // When
      read(six(frames[i], 0, 60, 1));
      // Then
      assertThat(sample.sourceTimeUs()).isEqualTo(Math.round(expected[i] * 1e6 / 60));
      assertThat(sample.frameNumber()).isEqualTo(frames[i]);
    }
    assertThat(read(six(3 * day, 0, 60, 1))).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.sourceTimeUs()).isEqualTo(3 * 86_400_000_000L);
    read(six(5, 0, 60, 1));
    assertThat(sample.sourceTimeUs()).isEqualTo(83_333);
  }

  @Test
  void shouldClampWhenValuesLeaveTheirRange() {
    // Given
    float[] values = new float[61];
    values[0] = 1.053f;
    values[1] = -0.2f;
    values[52] = -3f;
    values[53] = 3f;
    byte[] packet = six(1, 0, 60, 1, values);
    // When
    read(packet);
    // Then
    assertThat(sample.values()[0]).isEqualTo(1f);
    assertThat(sample.values()[1]).isZero();
    assertThat(sample.values()[52]).isEqualTo(-1f);
    assertThat(sample.values()[53]).isEqualTo(1f);
  }

  @Test
  void shouldScaleRotationsOnlyWhenAScaleIsSet() {
    // Given
    float[] values = new float[61];
    values[0] = 0.5f;
    values[52] = 0.5f;
    var scaled = Dialects.reader(Dialect.LIVE_LINK, 0.698f);
    byte[] packet = six(1, 0, 60, 1, values);
    // When
    scaled.read(packet, 0, packet.length, sample);
    // Then
    assertThat(sample.values()[0]).isEqualTo(0.5f);
    assertThat(sample.values()[52]).isEqualTo(0.349f);
    assertThatThrownBy(() -> Dialects.reader(Dialect.LIVE_LINK, Float.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseWhenAnythingIsOutOfBounds() {
    // Given
    float[] notFinite = new float[61];
    notFinite[60] = Float.NaN;
    float[] infinite = new float[61];
    infinite[3] = Float.POSITIVE_INFINITY;
    byte[] good = six(1, 0, 60, 1);
    byte[][] bad = {
      {},
      {0},
      {7, 0, 0, 0, 0},
      new PacketBytes().u8(6).i32(-1).bytes(),
      new PacketBytes().u8(6).i32(Integer.MAX_VALUE).i32(0).bytes(),
      new PacketBytes().u8(6).i32(Integer.MIN_VALUE).i32(0).bytes(),
      new PacketBytes().u8(6).name(DEVICE).i32(1_000_000).bytes(),
      new PacketBytes().u8(6).i32(200).i32(0).bytes(),
      new PacketBytes().u8(6).name(DEVICE).i32(200).i32(0).bytes(),
      new PacketBytes().u8(6).name("d".repeat(257)).name("s").bytes(),
      Arrays.copyOf(good, good.length - 1),
      Arrays.copyOf(good, good.length + 1),
      six(1, 0, 60, 1, notFinite),
      six(1, 0, 60, 1, infinite),
      six(1, Float.NaN, 60, 1),
      six(1, 2, 60, 1),
      six(-1, 0, 60, 1),
      six(1, 0, 0, 1),
      six(1, 0, 60, -1),
      values(head(6).i32(1).f32(0).i32(60).i32(1), 52).bytes(),
      values(old(1).f64(Double.NaN).i32(1), 61).bytes(),
      values(old(1).f64(-1).i32(1), 61).bytes(),
      values(head(5).i32(1).i32(60).i32(0).i32(0).i32(60), 61).bytes(),
      values(head(5).i32(1).i32(0).i32(0).i32(0).i32(0), 61).bytes(),
    };
    for (byte[] packet : bad) {
      // When
      Outcome outcome = read(packet);
      // Then
      assertThat(outcome).as(Arrays.toString(packet)).isEqualTo(Outcome.MALFORMED);
      assertThat(reader.complaint()).isNotEmpty();
      assertThat(sample.present()).isZero();
      assertThat(reader.frames()).isZero();
    }
    assertThat(read(good)).isEqualTo(Outcome.SAMPLE);
    assertThat(reader.complaint()).isEmpty();
  }

  @Test
  void shouldFindTheSubjectWithoutReadingTheRest() {
    // Given
    byte[] packet = new PacketBytes().raw(new byte[7]).raw(six(1, 0, 60, 1)).bytes();
    byte[] old = values(old(2).f64(0).i32(0), 61).bytes();
    // When
    int at = LiveLinkReader.subjectOffset(packet, 7, packet.length - 7);
    // Then
    assertThat(new String(packet, at, LiveLinkReader.subjectLength(packet, at), UTF_8))
        .isEqualTo("iPhone");
    assertThat(LiveLinkReader.isSubject(packet, 7, packet.length - 7, "iPhone".getBytes(UTF_8)))
        .isTrue();
    assertThat(LiveLinkReader.isSubject(packet, 7, packet.length - 7, "iPhon".getBytes(UTF_8)))
        .isFalse();
    assertThat(LiveLinkReader.isSubject(old, 0, old.length, "iPhone".getBytes(UTF_8))).isTrue();
    assertThat(LiveLinkReader.subjectOffset(new byte[0], 0, 0)).isEqualTo(-1);
    assertThat(LiveLinkReader.subjectOffset(packet, 7, 44)).isEqualTo(-1);
    assertThat(LiveLinkReader.subjectOffset(new byte[] {9, 0, 0, 0, 0}, 0, 5)).isEqualTo(-1);
  }

  @Test
  void shouldAllocateNothingWhenTheSubjectIsKnown() {
    // Given
    byte[] packet = six(1, 0.5f, 60, 1);
    byte[] subject = "iPhone".getBytes(UTF_8);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    readOften(packet, subject, 30_000);
    long least = Long.MAX_VALUE;
    // When
    for (int round = 0; round < 60 && least >= 1_000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      readOften(packet, subject, 20_000);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // Then
    assertThat(least).isLessThan(1_000);
  }

  private void readOften(byte[] packet, byte[] subject, int times) {
    for (int i = 0; i < times; i++) {
      if (!LiveLinkReader.isSubject(packet, 0, packet.length, subject)
          || reader.read(packet, 0, packet.length, sample) != Outcome.SAMPLE) {
        throw new AssertionError(reader.complaint());
      }
    }
  }

  private Outcome read(byte[] packet) {
    return reader.read(packet, 0, packet.length, sample);
  }

  private void assertRamp(int count) {
    for (int i = 0; i < Channel.COUNT; i++) {
      assertThat(sample.values()[i])
          .as(Channel.ALL.get(i).key())
          .isEqualTo(i < count ? ramp(i) : 0);
    }
  }

  private static PacketBytes old(int version) {
    return new PacketBytes().u8(version).name("iPhone");
  }

  private static PacketBytes head(int version) {
    return new PacketBytes().u8(version).name(DEVICE).name("iPhone");
  }

  private static byte[] six(int frame, float subFrame, int numerator, int denominator) {
    return values(head(6).i32(frame).f32(subFrame).i32(numerator).i32(denominator), 61).bytes();
  }

  private static byte[] six(
      int frame, float subFrame, int numerator, int denominator, float[] values) {
    PacketBytes packet = head(6).i32(frame).f32(subFrame).i32(numerator).i32(denominator).u8(61);
    for (float value : values) {
      packet.f32(value);
    }
    return packet.bytes();
  }

  private static PacketBytes values(PacketBytes packet, int count) {
    packet.u8(count);
    for (int i = 0; i < count; i++) {
      packet.f32(ramp(i));
    }
    return packet;
  }

  private static float ramp(int i) {
    return i / 64f;
  }
}
