package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositorSourcesTest {

  private static final long FRAME_US = 16_667;
  private static final Channel PUFF = Channel.CHEEK_PUFF;

  private final Compositor compositor = new Compositor(CompositorSettings.raw(), 1);
  private final float[] out = new float[Channel.COUNT];

  private static SourceSettings settings(int priority, BlendMode mode, float weight) {
    return new SourceSettings(
        "s" + priority, priority, mode, weight, FaceSample.ALL, 500, Calibration.none());
  }

  private float shown(Channel channel, long nowUs) {
    compositor.compose(nowUs, out);
    return out[channel.ordinal()];
  }

  @Test
  void shouldPassTrackingThroughToTheBitWhenRaw() {
    // Given
    int source = compositor.addSource(SourceSettings.named("phone"));
    ScriptedPerformer performer = new ScriptedPerformer(5);
    // When
    int different = 0;
    for (long now = 0; now < 500 * FRAME_US; now += FRAME_US) {
      FaceSample sample = performer.next(now);
      compositor.offer(source, sample, now);
      compositor.compose(now, out);
      for (int i = 0; i < Channel.COUNT; i++) {
        different += Float.compare(out[i] + 0f, sample.values()[i] + 0f) == 0 ? 0 : 1;
      }
    }
    // Then
    assertThat(different).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "REPLACE, 1, 0.25",
    "REPLACE, 0.5, 0.425",
    "ADD, 1, 0.85",
    "ADD, 0.5, 0.725",
    "MAX, 1, 0.6",
    "MULTIPLY, 1, 0.15",
    "MULTIPLY, 0.5, 0.375"
  })
  void shouldBlendByModeAndWeightWhenSourcesMeet(BlendMode mode, float weight, float expected) {
    // Given
    int upper = compositor.addSource(settings(10, mode, weight));
    int lower = compositor.addSource(settings(-10, BlendMode.REPLACE, 1));
    // When
    compositor.offer(upper, ScriptedPerformer.showing(PUFF, 0.25f), 0);
    compositor.offer(lower, ScriptedPerformer.showing(PUFF, 0.6f), 0);
    // Then
    assertThat(shown(PUFF, 0)).isCloseTo(expected, within(1e-6f));
  }

  @Test
  void shouldLetTheHigherPriorityWinOnItsChannelsOnly() {
    // Given
    long mouthOnly = ChannelGroup.LIPS.mask();
    int low = compositor.addSource(settings(0, BlendMode.REPLACE, 1));
    int high =
        compositor.addSource(
            new SourceSettings(
                "mouth", 5, BlendMode.REPLACE, 1, mouthOnly, 500, Calibration.none()));
    FaceSample first = ScriptedPerformer.showing(Channel.MOUTH_PUCKER, 0.2f);
    first.set(PUFF.ordinal(), 0.3f);
    FaceSample second = ScriptedPerformer.showing(Channel.MOUTH_PUCKER, 0.7f);
    second.set(PUFF.ordinal(), 0.9f);
    // When
    compositor.offer(low, first, 0);
    compositor.offer(high, second, 0);
    // Then
    assertThat(shown(Channel.MOUTH_PUCKER, 0)).isEqualTo(0.7f);
    assertThat(shown(PUFF, 0)).isEqualTo(0.3f);
  }

  @Test
  void shouldRefuseLateAndDuplicateSamplesByTheSourcesClock() {
    // Given
    int source = compositor.addSource(SourceSettings.named("phone"));
    FaceSample sample = ScriptedPerformer.showing(PUFF, 0.5f);
    sample.setSourceTimeUs(10_000_000);
    // When / Then
    assertThat(compositor.offer(source, sample, 0)).isEqualTo(SampleOutcome.TAKEN);
    assertThat(compositor.offer(source, sample, 100)).isEqualTo(SampleOutcome.DUPLICATE);
    sample.setSourceTimeUs(9_990_000);
    sample.set(PUFF.ordinal(), 0.1f);
    assertThat(compositor.offer(source, sample, 200)).isEqualTo(SampleOutcome.LATE);
    assertThat(shown(PUFF, 300)).isEqualTo(0.5f);
    sample.setSourceTimeUs(7_999_999);
    assertThat(compositor.offer(source, sample, 400)).isEqualTo(SampleOutcome.TAKEN);
    assertThat(shown(PUFF, 500)).isEqualTo(0.1f);
    SourceReport report = compositor.report(source, 5_000, 500);
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.late()).isOne();
    assertThat(report.duplicate()).isOne();
    assertThat(report.restarts()).isOne();
    assertThat(report.lastSourceTimeUs()).isEqualTo(7_999_999);
    assertThat(report.lastArrivalUs()).isEqualTo(400);
  }

  @Test
  void shouldGoByFrameNumbersWhenTheSourceTellsNoTime() {
    // Given
    int source = compositor.addSource(SourceSettings.named("azure"));
    FaceSample sample = ScriptedPerformer.showing(PUFF, 0.5f);
    sample.setFrameNumber(1_000);
    compositor.offer(source, sample, 0);
    // When / Then
    assertThat(compositor.offer(source, sample, 1)).isEqualTo(SampleOutcome.DUPLICATE);
    sample.setFrameNumber(990);
    assertThat(compositor.offer(source, sample, 2)).isEqualTo(SampleOutcome.LATE);
    sample.setFrameNumber(0);
    assertThat(compositor.offer(source, sample, 3)).isEqualTo(SampleOutcome.TAKEN);
  }

  @Test
  void shouldTakeSamplesAgainWhenTheClockStands() {
    // Given
    int source = compositor.addSource(SourceSettings.named("broken clock"));
    FaceSample sample = ScriptedPerformer.showing(PUFF, 0.5f);
    sample.setSourceTimeUs(0);
    compositor.offer(source, sample, 0);
    // When
    SampleOutcome later = compositor.offer(source, sample, SourceClock.STOPPED_US + 1);
    // Then
    assertThat(later).isEqualTo(SampleOutcome.TAKEN);
  }

  @Test
  void shouldKeepTheFaceWhenNobodyIsInSight() {
    // Given
    int source = compositor.addSource(SourceSettings.named("phone"));
    compositor.offer(source, ScriptedPerformer.showing(PUFF, 0.5f), 0);
    FaceSample nobody = ScriptedPerformer.showing(PUFF, 1);
    nobody.setFace(false);
    // When
    SampleOutcome outcome = compositor.offer(source, nobody, 1_000);
    // Then
    assertThat(outcome).isEqualTo(SampleOutcome.FACELESS);
    assertThat(shown(PUFF, 2_000)).isEqualTo(0.5f);
    assertThat(compositor.report(source, 1, 2_000).faceless()).isOne();
  }

  @Test
  void shouldFadeOutAfterTheHoldWhenASourceFallsSilent() {
    // Given
    CompositorSettings raw = CompositorSettings.raw();
    Compositor fading =
        new Compositor(
            new CompositorSettings(
                new CompositorSettings.Sources(0, 0, 400, 5_000),
                raw.emotions(),
                raw.blink(),
                raw.gaze(),
                raw.breathing(),
                raw.headDrift(),
                raw.microExpressions(),
                raw.constraints(),
                raw.smoothing(),
                raw.rateLimits()),
            1);
    int source = fading.addSource(SourceSettings.named("phone"));
    fading.offer(source, ScriptedPerformer.showing(PUFF, 0.8f), 0);
    // When
    float[] at = new float[101];
    for (int ms = 0; ms <= 1_000; ms += 10) {
      fading.compose(ms * 1_000L, out);
      at[ms / 10] = out[PUFF.ordinal()];
    }
    // Then
    assertThat(at[50]).isEqualTo(0.8f);
    assertThat(at[70]).isCloseTo(0.4f, within(0.01f));
    assertThat(at[91]).isZero();
    for (int i = 1; i < at.length; i++) {
      assertThat(at[i - 1] - at[i]).isBetween(0f, 0.021f);
    }
  }

  @Test
  void shouldNeverLetOutWhatIsNoNumber() {
    // Given
    Compositor whole = new Compositor(CompositorSettings.defaults(), 3);
    int source = whole.addSource(SourceSettings.named("broken"));
    float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f};
    whole.coArticulation((values, now) -> values[17] = Float.NaN);
    // When
    for (int frame = 0; frame < 300; frame++) {
      FaceSample sample = new FaceSample();
      for (int i = 0; i < Channel.COUNT; i++) {
        sample.set(i, bad[(frame + i) % bad.length]);
      }
      whole.offer(source, sample, frame * FRAME_US);
      whole.compose(frame * FRAME_US, out);
      // Then
      for (Channel channel : Channel.ALL) {
        assertThat(out[channel.ordinal()]).isBetween(channel.min(), 1f);
      }
    }
    assertThat(whole.report(source, 1, 0).rejectedValues()).isPositive();
  }

  @Test
  void shouldSwapSidesAndNegateYawAndRollWhenMirrored() {
    // Given
    int source =
        compositor.addSource(
            SourceSettings.named("webcam").with(Calibration.none().withMirror(true)));
    FaceSample sample = ScriptedPerformer.showing(Channel.MOUTH_SMILE_LEFT, 0.6f);
    sample.set(Channel.JAW_RIGHT.ordinal(), 0.2f);
    sample.set(Channel.HEAD_YAW.ordinal(), 0.3f);
    sample.set(Channel.HEAD_PITCH.ordinal(), 0.1f);
    sample.set(Channel.HEAD_ROLL.ordinal(), -0.2f);
    sample.set(Channel.LEFT_EYE_YAW.ordinal(), 0.4f);
    // When
    compositor.offer(source, sample, 0);
    compositor.compose(0, out);
    // Then
    assertThat(out[Channel.MOUTH_SMILE_RIGHT.ordinal()]).isEqualTo(0.6f);
    assertThat(out[Channel.MOUTH_SMILE_LEFT.ordinal()]).isZero();
    assertThat(out[Channel.JAW_LEFT.ordinal()]).isEqualTo(0.2f);
    assertThat(out[Channel.HEAD_YAW.ordinal()]).isEqualTo(-0.3f);
    assertThat(out[Channel.HEAD_PITCH.ordinal()]).isEqualTo(0.1f);
    assertThat(out[Channel.HEAD_ROLL.ordinal()]).isEqualTo(0.2f);
    assertThat(out[Channel.RIGHT_EYE_YAW.ordinal()]).isEqualTo(-0.4f);
  }

  @Test
  void shouldBeWithoutJumpAtTheDeadZoneAndReachTheEnd() {
    // Given
    float[] dead = new float[Channel.COUNT];
    dead[PUFF.ordinal()] = 0.2f;
    Calibration none = Calibration.none();
    int source =
        compositor.addSource(
            SourceSettings.named("noisy")
                .with(new Calibration(none.neutral(), none.gain(), dead, false)));
    // When
    float before = 0;
    for (int i = 0; i <= 1_000; i++) {
      compositor.offer(source, ScriptedPerformer.showing(PUFF, i / 1_000f), i);
      float now = shown(PUFF, i);
      // Then
      assertThat(now - before).isBetween(0f, 0.0013f);
      if (i <= 200) {
        assertThat(now).isZero();
      }
      before = now;
    }
    assertThat(before).isEqualTo(1f);
  }

  @Test
  void shouldTakeTheAverageOfTheLastMomentsAsNeutral() {
    // Given
    int source = compositor.addSource(SourceSettings.named("phone"));
    for (int i = 0; i < 120; i++) {
      compositor.offer(
          source, ScriptedPerformer.showing(PUFF, i % 2 == 0 ? 0.18f : 0.22f), i * FRAME_US);
    }
    // When
    boolean learnt = compositor.calibrate(source, 120 * FRAME_US);
    // Then
    assertThat(learnt).isTrue();
    assertThat(compositor.source(source).calibration().neutral()[PUFF.ordinal()])
        .isCloseTo(0.2f, within(0.005f));
    compositor.offer(source, ScriptedPerformer.showing(PUFF, 1), 121 * FRAME_US);
    assertThat(shown(PUFF, 122 * FRAME_US)).isCloseTo(1f, within(1e-5f));
    compositor.offer(source, ScriptedPerformer.showing(PUFF, 0.2f), 123 * FRAME_US);
    assertThat(shown(PUFF, 124 * FRAME_US)).isCloseTo(0f, within(0.01f));
  }

  @Test
  void shouldLearnWithinBoundsAndOnlyFromAFaceThatIsThere() {
    // Given
    int source = compositor.addSource(SourceSettings.named("phone"));
    // When / Then
    assertThat(compositor.calibrate(source, 0)).isFalse();
    compositor.offer(source, ScriptedPerformer.showing(Channel.JAW_OPEN, 0.95f), 0);
    assertThat(compositor.calibrate(source, 3_000_000)).isFalse();
    assertThat(compositor.calibrate(source, 1_000)).isTrue();
    Calibration learnt = compositor.source(source).calibration();
    assertThat(learnt.neutral()[Channel.JAW_OPEN.ordinal()]).isEqualTo(NeutralLearning.MOST_SHAPE);
    assertThat(learnt.gain()[Channel.JAW_OPEN.ordinal()]).isEqualTo(2);
  }

  @Test
  void shouldGlideToTheSamplesOfASlowSource() {
    // Given
    CompositorSettings defaults = CompositorSettings.defaults();
    CompositorSettings raw = CompositorSettings.raw();
    Compositor gliding =
        new Compositor(
            new CompositorSettings(
                new CompositorSettings.Sources(40, 0, 0, 5_000),
                defaults.emotions(),
                raw.blink(),
                raw.gaze(),
                raw.breathing(),
                raw.headDrift(),
                raw.microExpressions(),
                raw.constraints(),
                raw.smoothing(),
                raw.rateLimits()),
            1);
    int source = gliding.addSource(SourceSettings.named("webcam"));
    // When
    float before = 0;
    float most = 0;
    for (int frame = 0; frame < 60; frame++) {
      if (frame % 2 == 0) {
        gliding.offer(source, ScriptedPerformer.showing(PUFF, frame / 60f), frame * FRAME_US);
      }
      gliding.compose(frame * FRAME_US, out);
      if (frame > 4) {
        most = Math.max(most, out[PUFF.ordinal()] - before);
      }
      before = out[PUFF.ordinal()];
    }
    // Then
    assertThat(most).as("no frame makes the step of two").isLessThan(0.025f);
  }

  @Test
  void shouldNameChannelsThatNeverMove() {
    // Given
    int source = compositor.addSource(SourceSettings.named("phone"));
    FaceSample sample = ScriptedPerformer.atRest();
    sample.setPresent(0);
    sample.set(Channel.JAW_OPEN.ordinal(), 0);
    sample.set(Channel.TONGUE_OUT.ordinal(), 0);
    // When
    for (int i = 0; i < 600; i++) {
      sample.set(Channel.JAW_OPEN.ordinal(), i % 10 * 0.05f);
      compositor.offer(source, sample, i * FRAME_US);
    }
    // Then
    SourceReport report = compositor.report(source, 5_000, 600 * FRAME_US);
    assertThat(report.present()).containsExactly(Channel.JAW_OPEN, Channel.TONGUE_OUT);
    assertThat(report.still()).containsExactly(Channel.TONGUE_OUT);
    assertThat(report.gapUs()).isBetween(FRAME_US - 10, FRAME_US + 10);
  }

  @Test
  void shouldGiveAnIndexAgainAndRefuseTheNinthSource() {
    // Given
    for (int i = 0; i < Compositor.MAX_SOURCES; i++) {
      assertThat(compositor.addSource(SourceSettings.named("s" + i))).isEqualTo(i);
    }
    // When / Then
    assertThatThrownBy(() -> compositor.addSource(SourceSettings.named("more")))
        .isInstanceOf(IllegalStateException.class);
    compositor.removeSource(3);
    assertThat(compositor.source(3)).isNull();
    assertThatThrownBy(() -> compositor.offer(3, new FaceSample(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(compositor.addSource(SourceSettings.named("again"))).isEqualTo(3);
  }
}
