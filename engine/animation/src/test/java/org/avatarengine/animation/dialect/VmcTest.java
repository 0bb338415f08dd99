package org.avatarengine.animation.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import org.avatarengine.animation.dialect.DialectReader.Outcome;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;

class VmcTest {

  private static final float HALF = (float) Math.sqrt(0.5);

  private final DialectReader reader = Dialects.reader(Dialect.VMC);
  private final FaceSample sample = new FaceSample();

  @Test
  void shouldCollectSingleMessagesUntilApply() {
    // Given
    // When
    Outcome first = read(value("JawOpen", 0.5f));
    Outcome second = read(value("eyeblinkLEFT", 0.25f));
    Outcome unknown = read(value("TailWag", 1));
    Outcome done = read(apply());
    // Then
    assertThat(first).isEqualTo(Outcome.PARTIAL);
    assertThat(second).isEqualTo(Outcome.PARTIAL);
    assertThat(unknown).isEqualTo(Outcome.PARTIAL);
    assertThat(done).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(value(Channel.EYE_BLINK_LEFT)).isEqualTo(0.25f);
    assertThat(sample.present())
        .isEqualTo(1L << Channel.JAW_OPEN.ordinal() | 1L << Channel.EYE_BLINK_LEFT.ordinal());
    assertThat(sample.sourceTimeUs()).isEqualTo(-1);
    assertThat(read(apply())).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.present()).isZero();
  }

  @Test
  void shouldReadBundlesInBundlesWithTheirTimeTag() {
    // Given 1.5 s after the origin of NTP
    PacketBytes inner = bundle(1).element(value("MouthLeft", 1)).element(apply());
    PacketBytes outer = bundle(1L << 32 | 1L << 31).element(inner).element(time(9));
    // When
    Outcome outcome = read(outer);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.MOUTH_LEFT)).isEqualTo(1f);
    assertThat(sample.sourceTimeUs()).isEqualTo(1_500_000);
  }

  @Test
  void shouldTakeTheTimeMessageWhenTheBundleIsForAtOnce() {
    // Given
    PacketBytes packet = bundle(1).element(time(2.5f)).element(apply());
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.sourceTimeUs()).isEqualTo(2_500_000);
  }

  @Test
  void shouldTurnBonesIntoOurAxes() {
    // Given quarter turns: about up for the head, about right for the left eye, about forward
    // (scaled, as some send) for the right one
    PacketBytes packet =
        bundle(1)
            .element(bone("Head", 0, HALF / 4, 0, (float) Math.sqrt(1 - HALF * HALF / 16)))
            .element(bone("LeftEye", 0.1f, 0, 0, (float) Math.sqrt(0.99)))
            .element(bone("RightEye", 0, 0, -0.2f, 2 * (float) Math.sqrt(0.99)))
            .element(bone("Hips", 1, 0, 0, 0))
            .element(apply());
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.HEAD_YAW)).isCloseTo(0.3554f, within(1e-3f));
    assertThat(value(Channel.HEAD_PITCH)).isCloseTo(0, within(1e-6f));
    assertThat(value(Channel.LEFT_EYE_PITCH)).isCloseTo(0.20033f, within(1e-4f));
    assertThat(value(Channel.RIGHT_EYE_ROLL)).isCloseTo(-0.20033f, within(1e-4f));
    assertThat(Long.bitCount(sample.present())).isEqualTo(9);
  }

  @Test
  void shouldMeanShapesByPresetsUnlessTheShapeWasSentToo() {
    // Given
    PacketBytes packet =
        bundle(1)
            .element(value("A", 0.5f))
            .element(value("Blink", 1))
            .element(value("Joy", 0.5f))
            .element(value("lookLeft", 1))
            .element(value("Neutral", 1))
            .element(value("EyeBlinkLeft", 0.1f))
            .element(apply());
    // When
    Outcome outcome = read(packet);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.JAW_OPEN)).isEqualTo(0.3f);
    assertThat(value(Channel.EYE_BLINK_LEFT)).isEqualTo(0.1f);
    assertThat(value(Channel.EYE_BLINK_RIGHT)).isEqualTo(1f);
    assertThat(value(Channel.MOUTH_SMILE_LEFT)).isEqualTo(0.4f);
    assertThat(value(Channel.EYE_LOOK_OUT_LEFT)).isEqualTo(1f);
    assertThat(value(Channel.EYE_LOOK_IN_RIGHT)).isEqualTo(1f);
  }

  @Test
  void shouldRefuseWhenOscIsDamaged() {
    // Given
    PacketBytes deep = apply();
    for (int i = 0; i < OscMessages.MAX_DEPTH + 1; i++) {
      deep = bundle(1).element(deep);
    }
    PacketBytes[] bad = {
      new PacketBytes(),
      new PacketBytes().raw(new byte[] {1, 2, 3, 4}),
      new PacketBytes().osc("/VMC/Ext/Blend/Val").osc(",sf").osc("JawOpen").f32(Float.NaN),
      new PacketBytes().osc("/VMC/Ext/Blend/Val").osc(",sf").osc("JawOpen"),
      new PacketBytes().osc("/VMC/Ext/Blend/Val").osc(",ff").f32(1).f32(1),
      new PacketBytes().osc("/VMC/Ext/Blend/Val").osc(",b").i32(Integer.MAX_VALUE),
      new PacketBytes().osc("/VMC/Ext/Blend/Val").osc(",b").i32(-4),
      bundle(1).i32(Integer.MAX_VALUE).i32(0),
      bundle(1).i32(-8).i32(0),
      bundle(1).i32(0),
      deep,
    };
    for (PacketBytes packet : bad) {
      // When
      Outcome outcome = read(packet);
      // Then
      assertThat(outcome).isEqualTo(Outcome.MALFORMED);
      assertThat(reader.complaint()).isNotEmpty();
    }
    assertThat(read(apply())).isEqualTo(Outcome.SAMPLE);
  }

  @Test
  void shouldBeReadAsItWasWritten() {
    // Given
    float[] values = new float[Channel.COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < Channel.SHAPES ? i / 52f : (i - 56) / 6f;
    }
    byte[] out = new byte[4 + DialectWriter.MAX_BYTES];
    DialectWriter writer = Dialects.vmc();
    // When
    int length = writer.write(values, 1, 2_500_000, out, 4);
    Outcome outcome = reader.read(out, 4, length, sample);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.present()).isEqualTo(FaceSample.ALL);
    for (int i = 0; i < Channel.COUNT; i++) {
      assertThat(sample.values()[i])
          .as(Channel.ALL.get(i).key())
          .isCloseTo(values[i], within(i < Channel.SHAPES ? 0f : 2e-6f));
    }
    assertThat(sample.sourceTimeUs()).isEqualTo(2_500_000);
  }

  @Test
  void shouldHaveTheKnownSizeWhenOnlyValuesAreCounted() {
    // Given
    int messages = 0;
    PacketBytes bundle = bundle(1);
    for (int i = 0; i < Channel.SHAPES; i++) {
      PacketBytes value = value(Channel.ALL.get(i).liveLinkName(), 0);
      messages += value.bytes().length;
      bundle.element(value);
    }
    int values = bundle.element(apply()).bytes().length;
    int rest = 0;
    for (PacketBytes other :
        new PacketBytes[] {
          new PacketBytes().osc("/VMC/Ext/OK").osc(",i").i32(1),
          time(0),
          bone("Head", 0, 0, 0, 1),
          bone("LeftEye", 0, 0, 0, 1),
          bone("RightEye", 0, 0, 0, 1)
        }) {
      rest += 4 + other.bytes().length;
    }
    byte[] out = new byte[DialectWriter.MAX_BYTES];
    // When
    int length = Dialects.vmc().write(new float[61], 0, 0, out, 0);
    // Then
    assertThat(messages).isEqualTo(2_268);
    assertThat(values).isEqualTo(2_524);
    assertThat(length).isEqualTo(values + rest).isEqualTo(VmcWriter.BYTES);
  }

  @Test
  void shouldAllocateNothingWhenWritingAndReading() {
    // Given
    byte[] out = new byte[DialectWriter.MAX_BYTES];
    float[] values = new float[Channel.COUNT];
    DialectWriter vmc = Dialects.vmc();
    DialectWriter liveLink = Dialects.liveLink("Avatar", 60);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // When
    // Until the JIT is through with it: before, boxes of the interpreter count too.
    for (int round = 0; round < 60 && least >= 1_000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 3_000; i++) {
        liveLink.write(values, i, i, out, 0);
        int length = vmc.write(values, i, i, out, 0);
        reader.read(out, 0, length, sample);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    // Then
    assertThat(least).isLessThan(1_000);
  }

  private Outcome read(PacketBytes packet) {
    byte[] bytes = packet.bytes();
    return reader.read(bytes, 0, bytes.length, sample);
  }

  private float value(Channel channel) {
    return sample.values()[channel.ordinal()];
  }

  private static PacketBytes bundle(long timeTag) {
    return new PacketBytes().osc("#bundle").i64(timeTag);
  }

  private static PacketBytes value(String name, float value) {
    return new PacketBytes().osc("/VMC/Ext/Blend/Val").osc(",sf").osc(name).f32(value);
  }

  private static PacketBytes apply() {
    return new PacketBytes().osc("/VMC/Ext/Blend/Apply").osc(",");
  }

  private static PacketBytes time(float seconds) {
    return new PacketBytes().osc("/VMC/Ext/T").osc(",f").f32(seconds);
  }

  private static PacketBytes bone(String name, float x, float y, float z, float w) {
    PacketBytes head = new PacketBytes().osc("/VMC/Ext/Bone/Pos").osc(",sfffffff").osc(name);
    return head.f32(0).f32(1).f32(0).f32(x).f32(y).f32(z).f32(w);
  }
}
