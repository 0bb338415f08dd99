package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;

class FiltersTest {

  private static final int PUFF = Channel.CHEEK_PUFF.ordinal();

  private final Moment moment = new Moment();
  private final float[] face = new float[Channel.COUNT];

  private static CompositorSettings.Smoothing smoothing(float min, float beta, float derivative) {
    return new CompositorSettings.Smoothing(
        true, GroupValues.all(min), GroupValues.all(beta), GroupValues.all(derivative));
  }

  private float step(Stage stage, float value, long nowUs) {
    face[PUFF] = value;
    moment.advance(nowUs);
    stage.apply(face, moment);
    return face[PUFF];
  }

  @Test
  void shouldAnswerAStepAsThePaperSays() {
    // Given: the paper's formulas in double precision
    SmoothingStage stage = new SmoothingStage(smoothing(1, 2, 1));
    double x = 0;
    double dx = 0;
    step(stage, 0, 0);
    for (int n = 1; n <= 60; n++) {
      // When: the length of a step changes all the time
      long now = n * 16_667L + (n % 3) * 4_000L;
      long before = n == 1 ? 0 : (n - 1) * 16_667L + ((n - 1) % 3) * 4_000L;
      float shown = step(stage, 1, now);
      // Then
      double dt = (now - before) * 1e-6;
      double ad = 1 / (1 + 1 / (2 * Math.PI * 1) / dt);
      dx += ad * ((1 - x) / dt - dx);
      double cutoff = 1 + 2 * Math.abs(dx);
      x += (1 - x) / (1 + 1 / (2 * Math.PI * cutoff) / dt);
      assertThat(shown).isCloseTo((float) x, within(1e-4f));
    }
    assertThat(x).isGreaterThan(0.99);
  }

  @Test
  void shouldCalmWhatStandsStillAndFollowWhatMoves() {
    // Given
    SmoothingStage stage = new SmoothingStage(CompositorSettings.Smoothing.defaults());
    step(stage, 0.5f, 0);
    // When
    float most = 0;
    for (int n = 1; n < 120; n++) {
      float shown = step(stage, 0.5f + (n % 2) * 0.01f, n * 16_667L);
      most = n < 30 ? 0 : Math.max(most, Math.abs(shown - 0.505f));
    }
    // Then
    assertThat(most).as("of a jitter of 0.005").isLessThan(0.0012f);
  }

  @Test
  void shouldBeginAnewAfterAPauseAndStandStillWhenTimeDoes() {
    // Given
    SmoothingStage stage = new SmoothingStage(smoothing(1, 0, 1));
    step(stage, 0, 0);
    // When / Then
    float soon = step(stage, 1, 16_667);
    assertThat(soon).isBetween(0.05f, 0.2f);
    assertThat(step(stage, 1, 16_667)).isEqualTo(soon);
    assertThat(step(stage, 1, 16_667 + Moment.PAUSE_US + 1)).isEqualTo(1);
  }

  @Test
  void shouldNotDelayABlinkByMoreThanAFrame() {
    // Given: lids that close in 50 ms at 60 fps
    SmoothingStage stage = new SmoothingStage(CompositorSettings.Smoothing.defaults());
    int lid = Channel.EYE_BLINK_LEFT.ordinal();
    float[] closing = {0, 0.26f, 0.74f, 1, 1, 1};
    float[] shown = new float[closing.length];
    // When
    for (int n = 0; n < closing.length; n++) {
      face[lid] = closing[n];
      moment.advance(n * 16_667L);
      stage.apply(face, moment);
      shown[n] = face[lid];
    }
    // Then
    assertThat(shown[2]).isGreaterThan(0.5f);
    assertThat(shown[3]).isGreaterThan(0.85f);
  }

  @Test
  void shouldMoveNoFasterThanTheLimit() {
    // Given
    RateLimitStage stage =
        new RateLimitStage(new CompositorSettings.RateLimits(true, GroupValues.all(2)));
    step(stage, 0, 0);
    float before = 0;
    for (int n = 1; n <= 60; n++) {
      // When
      float shown = step(stage, n % 20 < 10 ? 1 : 0, n * 16_667L);
      // Then
      assertThat(Math.abs(shown - before)).isLessThanOrEqualTo(2 * 0.016667f + 1e-6f);
      before = shown;
    }
    assertThat(stage.events()).isPositive();
  }

  @Test
  void shouldKeepSlowValuesToTheBitWhenLimiting() {
    // Given
    RateLimitStage stage =
        new RateLimitStage(new CompositorSettings.RateLimits(true, GroupValues.all(30)));
    step(stage, 0.123f, 0);
    // When / Then
    assertThat(step(stage, 0.3456789f, 16_667)).isEqualTo(0.3456789f);
  }
}
