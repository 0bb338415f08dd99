package org.avatarengine.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void shouldFallShortWhenTheLimitIsPassed() {
    // Given
    var inside = figure(Target.atMost(10), 10);
    var above = figure(Target.atMost(10), 10.01);
    var below = figure(Target.atLeast(8), 7.9);
    var unasked = figure(Target.none(), 1e6);
    // When
    // Then
    assertThat(inside.verdict()).isEqualTo("met");
    assertThat(above.verdict()).isEqualTo("**falls short**");
    assertThat(below.verdict()).isEqualTo("**falls short**");
    assertThat(unasked.verdict()).isEqualTo("–");
    assertThat(unasked.isMet()).isTrue();
  }

  @Test
  void shouldWriteLimitsWholeAndValuesWithThreeDigits() {
    // Given
    // When
    // Then
    assertThat(Target.atMost(300).text(Unit.MILLISECONDS)).isEqualTo("≤ 300 ms");
    assertThat(Target.atLeast(8).text(Unit.PER_SECOND)).isEqualTo("≥ 8/s");
    assertThat(Target.atMost(2.5).text(Unit.SECONDS)).isEqualTo("≤ 2.50 s");
    assertThat(Unit.MILLISECONDS.text(0.4567)).isEqualTo("0.46 ms");
    assertThat(Unit.MILLISECONDS.text(45.67)).isEqualTo("45.7 ms");
    assertThat(Unit.MEGABYTES.text(1456.7)).isEqualTo("1457 MB");
  }

  @Test
  void shouldRefuseWhenItIsNoFigure() {
    // Given
    // When
    // Then
    assertThatThrownBy(() -> figure(Target.none(), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Figure("a", Target.none(), Unit.SECONDS, 1, 2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Figure("a|b", Target.none(), Unit.SECONDS, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Figure("a", Target.none(), Unit.SECONDS, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Figure figure(Target asked, double value) {
    return new Figure("something", asked, Unit.MILLISECONDS, value, 0, 1e9, 5);
  }
}
