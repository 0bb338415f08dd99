package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.emotion.EmotionTable;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompositorLifeTest {

  private static final long FRAME_US = 16_667;
  private static final int BLINK = Channel.EYE_BLINK_LEFT.ordinal();

  private final float[] out = new float[Channel.COUNT];

  /** When blinks begin, in seconds, in so many seconds of session. */
  private List<Double> blinks(long seed, int seconds) {
    Compositor compositor = new Compositor(CompositorSettings.defaults(), seed);
    List<Double> starts = new ArrayList<>();
    boolean closed = false;
    for (long now = 0; now < seconds * 1_000_000L; now += FRAME_US) {
      compositor.compose(now, out);
      boolean closes = out[BLINK] > 0.4f;
      if (closes && !closed) {
        starts.add(now * 1e-6);
      }
      closed = closes;
    }
    return starts;
  }

  @Test
  void shouldBlinkAtTheSameTimesWhenTheSeedIsTheSame() {
    // When
    List<Double> first = blinks(7, 120);
    // Then
    assertThat(blinks(7, 120)).isEqualTo(first);
    assertThat(blinks(8, 120)).isNotEqualTo(first);
  }

  @Test
  void shouldKeepGapsAndTheShareOfDoubleBlinks() {
    // When
    List<Double> starts = blinks(42, 7_200);
    // Then
    int doubles = 0;
    double longest = 0;
    for (int i = 1; i < starts.size(); i++) {
      double gap = starts.get(i) - starts.get(i - 1);
      doubles += gap < 0.7 ? 1 : 0;
      longest = Math.max(longest, gap);
      assertThat(gap < 0.7 || gap > 1.0).as("gap %s", gap).isTrue();
    }
    assertThat(longest).isLessThan(8.6);
    double singlesAndPairs = starts.size() - doubles;
    assertThat(doubles / singlesAndPairs).isBetween(0.11, 0.19);
    assertThat(7_200 / singlesAndPairs).as("seconds a blink").isBetween(4.2, 5.2);
  }

  @Test
  void shouldCloseTheLidsWhollyAndInTime() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 7);
    // When: followed at 1 kHz through the first blink
    long begun = -1;
    long shut = -1;
    for (int ms = 0; ms < 10_000 && shut < 0; ms++) {
      compositor.compose(ms * 1_000L, out);
      begun = begun < 0 && out[BLINK] > 0.02f ? ms : begun;
      shut = out[BLINK] > 0.9f ? ms : -1;
    }
    // Then
    assertThat(begun).isBetween(1_000L, 8_050L);
    assertThat(shut - begun).as("ms to close, smoothed").isBetween(20L, 70L);
  }

  @Test
  void shouldLeaveTheLidsAloneWhenTheSourceMovesThem() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 7);
    int source = compositor.addSource(SourceSettings.named("phone"));
    float most = 0;
    // When
    for (int frame = 0; frame < 3_600; frame++) {
      FaceSample sample = ScriptedPerformer.atRest();
      sample.set(BLINK, 0.1f + frame % 7 * 0.004f);
      sample.set(Channel.EYE_BLINK_RIGHT.ordinal(), 0.1f);
      compositor.offer(source, sample, frame * FRAME_US);
      compositor.compose(frame * FRAME_US, out);
      most = Math.max(most, out[BLINK]);
    }
    // Then
    assertThat(most).isLessThan(0.2f);
    assertThat(compositor.stages())
        .filteredOn(stage -> stage.name().equals("blink"))
        .singleElement()
        .extracting(StageReport::events)
        .isEqualTo(0L);
  }

  @Test
  void shouldBlinkWhenTheSourcesLidsAreDead() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 7);
    int source = compositor.addSource(SourceSettings.named("no eyes"));
    FaceSample sample = ScriptedPerformer.atRest();
    float most = 0;
    // When
    for (int frame = 0; frame < 1_800; frame++) {
      compositor.offer(source, sample, frame * FRAME_US);
      compositor.compose(frame * FRAME_US, out);
      most = Math.max(most, out[BLINK]);
    }
    // Then
    assertThat(most).isGreaterThan(0.9f);
  }

  @Test
  void shouldTellTheSameGazeByShapesAndRotations() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 11);
    // When
    compositor.gaze(0.3f, 0.2f, -1, 0);
    for (long now = 0; now < 2_000_000; now += FRAME_US) {
      compositor.compose(now, out);
    }
    // Then: to the subject's left is negative yaw on the wire, up negative pitch
    assertThat(out[Channel.LEFT_EYE_YAW.ordinal()]).isNegative();
    assertThat(out[Channel.LEFT_EYE_PITCH.ordinal()]).isNegative();
    assertThat(out[Channel.LEFT_EYE_YAW.ordinal()])
        .isCloseTo(out[Channel.RIGHT_EYE_YAW.ordinal()], within(0.01f));
    assertThat(out[Channel.EYE_LOOK_OUT_LEFT.ordinal()]).isGreaterThan(0.2f);
    assertThat(out[Channel.EYE_LOOK_IN_RIGHT.ordinal()]).isGreaterThan(0.2f);
    assertThat(out[Channel.EYE_LOOK_IN_LEFT.ordinal()]).isLessThan(0.01f);
    assertThat(out[Channel.EYE_LOOK_UP_LEFT.ordinal()]).isGreaterThan(0.15f);
    assertThat(out[Channel.EYE_LOOK_DOWN_LEFT.ordinal()]).isLessThan(0.01f);
    float eyeAndHead = out[Channel.LEFT_EYE_YAW.ordinal()] + out[Channel.HEAD_YAW.ordinal()];
    assertThat(eyeAndHead).isCloseTo(-0.3f, within(0.12f));
  }

  @Test
  void shouldLetGoOfTheGazeWhenItsTimeIsOver() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.raw(), 11);
    compositor.gaze(0.4f, 0, 500, 0);
    // When
    compositor.compose(0, out);
    compositor.compose(200_000, out);
    compositor.compose(400_000, out);
    float held = out[Channel.LEFT_EYE_YAW.ordinal()];
    for (long now = 400_000; now < 3_000_000; now += FRAME_US) {
      compositor.compose(now, out);
    }
    // Then
    assertThat(held).isLessThan(-0.2f);
    assertThat(out[Channel.LEFT_EYE_YAW.ordinal()]).isCloseTo(0, within(1e-4f));
    assertThat(out[Channel.HEAD_YAW.ordinal()]).isCloseTo(0, within(1e-4f));
  }

  @Test
  void shouldDriftWithinItsAmplitudeAndSlowly() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 5);
    int yaw = Channel.HEAD_YAW.ordinal();
    float before = 0;
    float most = 0;
    float fastest = 0;
    // When
    for (int frame = 0; frame < 36_000; frame++) {
      compositor.compose(frame * FRAME_US, out);
      most = Math.max(most, Math.abs(out[yaw]));
      fastest = Math.max(fastest, Math.abs(out[yaw] - before));
      before = out[yaw];
    }
    // Then
    assertThat(most).isBetween(0.015f, 0.0351f);
    assertThat(fastest * 60).as("radians a second").isLessThan(0.1f);
  }

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void shouldRiseHoldAndFallInTime(Emotion emotion) {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.raw(), 1);
    compositor.emotion(new EmotionCue(emotion, 0.5f, 300, 1_000, 500), 100_000);
    float[] weights = EmotionTable.weights(emotion);
    // When / Then
    compositor.compose(100_000, out);
    assertShare(weights, 0);
    compositor.compose(250_000, out);
    assertShare(weights, 0.25f);
    compositor.compose(400_000, out);
    assertShare(weights, 0.5f);
    compositor.compose(1_400_000, out);
    assertShare(weights, 0.5f);
    compositor.compose(1_650_000, out);
    assertShare(weights, 0.25f);
    compositor.compose(1_900_000, out);
    assertShare(weights, 0);
    compositor.compose(5_000_000, out);
    assertShare(weights, 0);
  }

  private void assertShare(float[] weights, float share) {
    for (int i = 0; i < Channel.COUNT; i++) {
      assertThat(out[i]).isCloseTo(weights[i] * share, within(1e-4f));
    }
  }

  @Test
  void shouldGoOnFromWhereTheEmotionBeforeWas() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.raw(), 1);
    int smile = Channel.MOUTH_SMILE_LEFT.ordinal();
    compositor.emotion(EmotionCue.of(Emotion.HAPPINESS, 1, -1), 0);
    compositor.compose(0, out);
    compositor.compose(1_000_000, out);
    float full = out[smile];
    // When
    compositor.emotion(EmotionCue.of(Emotion.SADNESS, 1, -1), 1_000_000);
    compositor.compose(1_000_000, out);
    float atOnce = out[smile];
    compositor.compose(1_300_000, out);
    // Then
    assertThat(atOnce).isEqualTo(full);
    assertThat(out[smile]).isZero();
    assertThat(out[Channel.MOUTH_FROWN_LEFT.ordinal()]).isGreaterThan(0.5f);
  }

  @Test
  void shouldGiveWayAtTheMouthWhenTheSourceTalks() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.raw(), 1);
    int source = compositor.addSource(SourceSettings.named("phone"));
    compositor.emotion(EmotionCue.of(Emotion.SURPRISE, 1, -1), 0);
    // When: the jaw opens and closes four times a second
    float most = 0;
    float brows = 0;
    for (int frame = 0; frame < 240; frame++) {
      FaceSample sample = ScriptedPerformer.atRest();
      sample.set(Channel.JAW_OPEN.ordinal(), Math.abs(frame % 15 - 7) / 7f * 0.5f);
      compositor.offer(source, sample, frame * FRAME_US);
      compositor.compose(frame * FRAME_US, out);
      if (frame > 60) {
        most = Math.max(most, out[Channel.JAW_OPEN.ordinal()] - sample.values()[17]);
        brows = out[Channel.BROW_INNER_UP.ordinal()];
      }
    }
    // Then
    assertThat(most).as("what surprise adds to the jaw").isLessThan(0.15f);
    assertThat(brows).isGreaterThan(0.7f);
  }
}
