package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;

class ConstraintsTest {

  private static final long FRAME_US = 16_667;
  private static final Channel[][] OPPOSITES = {
    {Channel.JAW_LEFT, Channel.JAW_RIGHT},
    {Channel.MOUTH_LEFT, Channel.MOUTH_RIGHT},
    {Channel.EYE_LOOK_UP_LEFT, Channel.EYE_LOOK_DOWN_LEFT},
    {Channel.EYE_LOOK_UP_RIGHT, Channel.EYE_LOOK_DOWN_RIGHT},
    {Channel.EYE_LOOK_IN_LEFT, Channel.EYE_LOOK_OUT_LEFT},
    {Channel.EYE_LOOK_IN_RIGHT, Channel.EYE_LOOK_OUT_RIGHT},
  };

  private final float[] out = new float[Channel.COUNT];

  private float shown(Channel channel) {
    return out[channel.ordinal()];
  }

  private static FaceSample random(SplittableRandom random) {
    FaceSample sample = new FaceSample();
    for (Channel channel : Channel.ALL) {
      sample.set(channel.ordinal(), (float) random.nextDouble(channel.min(), 1));
    }
    return sample;
  }

  @Test
  void shouldHoldForWhateverTheSourcesShow() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 3);
    int source = compositor.addSource(SourceSettings.named("wild"));
    SplittableRandom random = new SplittableRandom(9);
    compositor.emotion(EmotionCue.of(Emotion.DISGUST, 1, -1), 0);
    for (int frame = 0; frame < 5_000; frame++) {
      // When
      compositor.offer(source, random(random), frame * FRAME_US);
      compositor.compose(frame * FRAME_US, out);
      // Then
      assertThat(shown(Channel.MOUTH_CLOSE)).isLessThanOrEqualTo(shown(Channel.JAW_OPEN));
      for (Channel[] pair : OPPOSITES) {
        assertThat(Math.min(shown(pair[0]), shown(pair[1]))).as(pair[0].key()).isZero();
      }
    }
  }

  @Test
  void shouldBoundSumsAndPairsInEveryFace() {
    // Given
    CompositorSettings.Constraints settings = CompositorSettings.Constraints.defaults();
    ConstraintStage stage = new ConstraintStage(settings);
    SplittableRandom random = new SplittableRandom(10);
    for (int round = 0; round < 5_000; round++) {
      System.arraycopy(random(random).values(), 0, out, 0, Channel.COUNT);
      // When
      stage.apply(out, new Moment());
      // Then
      assertThat(shown(Channel.MOUTH_FUNNEL) + shown(Channel.MOUTH_PUCKER))
          .isLessThanOrEqualTo(ConstraintStage.ROUNDING + 1e-5f);
      assertThat(shown(Channel.BROW_INNER_UP) + shown(Channel.BROW_DOWN_LEFT))
          .isLessThanOrEqualTo(ConstraintStage.BROWS + 0.36f);
      assertThat(Math.abs(shown(Channel.MOUTH_SMILE_LEFT) - shown(Channel.MOUTH_SMILE_RIGHT)))
          .isLessThanOrEqualTo(settings.asymmetry().lips() + 1e-5f);
      assertThat(Math.abs(shown(Channel.BROW_DOWN_LEFT) - shown(Channel.BROW_DOWN_RIGHT)))
          .isLessThanOrEqualTo(settings.asymmetry().brows() + 1e-5f);
      assertThat(Math.abs(shown(Channel.LEFT_EYE_YAW) - shown(Channel.RIGHT_EYE_YAW)))
          .isLessThanOrEqualTo(settings.vergence() + 1e-5f);
      assertThat(Math.abs(shown(Channel.LEFT_EYE_PITCH) - shown(Channel.RIGHT_EYE_PITCH)))
          .isLessThanOrEqualTo(ConstraintStage.DIVERGENCE_UP + 1e-5f);
      assertThat(shown(Channel.EYE_BLINK_LEFT) + shown(Channel.EYE_WIDE_LEFT))
          .isLessThanOrEqualTo(1.0001f);
      assertThat(shown(Channel.MOUTH_SMILE_LEFT) + shown(Channel.MOUTH_FROWN_LEFT))
          .isLessThanOrEqualTo(1.3f);
    }
  }

  @Test
  void shouldLeaveARealFaceNearlyAlone() {
    // Given: what a tracked person shows, far from all bounds
    ConstraintStage stage = new ConstraintStage(CompositorSettings.Constraints.defaults());
    out[Channel.MOUTH_SMILE_LEFT.ordinal()] = 0.8f;
    out[Channel.MOUTH_SMILE_RIGHT.ordinal()] = 0.7f;
    out[Channel.JAW_OPEN.ordinal()] = 0.3f;
    out[Channel.MOUTH_UPPER_UP_LEFT.ordinal()] = 0.4f;
    out[Channel.MOUTH_CLOSE.ordinal()] = 0.03f;
    out[Channel.EYE_LOOK_DOWN_LEFT.ordinal()] = 0.5f;
    out[Channel.EYE_LOOK_DOWN_RIGHT.ordinal()] = 0.5f;
    float[] before = out.clone();
    // When
    stage.apply(out, new Moment());
    // Then
    assertThat(out).isEqualTo(before);
  }

  @Test
  void shouldTouchTheLipsInTheFrameThatClosesThem() {
    // Given: an open mouth with raised lips, then b: lips closed over an open jaw
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 3);
    int source = compositor.addSource(SourceSettings.named("phone"));
    FaceSample open = ScriptedPerformer.atRest();
    open.set(Channel.JAW_OPEN.ordinal(), 0.6f);
    open.set(Channel.MOUTH_LOWER_DOWN_LEFT.ordinal(), 0.5f);
    open.set(Channel.MOUTH_LOWER_DOWN_RIGHT.ordinal(), 0.5f);
    FaceSample closed = ScriptedPerformer.atRest();
    closed.set(Channel.JAW_OPEN.ordinal(), 0.3f);
    closed.set(Channel.MOUTH_CLOSE.ordinal(), 0.3f);
    compositor.emotion(EmotionCue.of(Emotion.SURPRISE, 1, -1), 0);
    for (int round = 0; round < 20; round++) {
      for (int frame = 0; frame < 16; frame++) {
        long now = (round * 16 + frame) * FRAME_US;
        // When
        compositor.offer(source, frame < 12 ? open : closed, now);
        compositor.compose(now, out);
        // Then: within two frames at 60 fps, and till the last of them
        if (frame >= 13) {
          assertThat(shown(Channel.JAW_OPEN) - shown(Channel.MOUTH_CLOSE))
              .isCloseTo(0, within(1e-4f));
          assertThat(shown(Channel.MOUTH_LOWER_DOWN_LEFT)).isCloseTo(0, within(1e-4f));
        }
      }
    }
  }

  @Test
  void shouldTouchTheLipsWhenSpeechRollsThemIn() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 3);
    compositor.coArticulation(
        (values, now) -> {
          values[Channel.JAW_OPEN.ordinal()] = 0.2f;
          values[Channel.MOUTH_ROLL_LOWER.ordinal()] = 0.8f;
          values[Channel.MOUTH_ROLL_UPPER.ordinal()] = 0.8f;
          values[Channel.MOUTH_UPPER_UP_LEFT.ordinal()] = 0.3f;
        });
    // When
    compositor.compose(0, out);
    compositor.compose(FRAME_US, out);
    // Then
    assertThat(shown(Channel.MOUTH_CLOSE)).isEqualTo(shown(Channel.JAW_OPEN));
    assertThat(shown(Channel.MOUTH_UPPER_UP_LEFT)).isZero();
  }
}
