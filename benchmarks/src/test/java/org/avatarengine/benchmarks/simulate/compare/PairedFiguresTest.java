package org.avatarengine.benchmarks.simulate.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.avatarengine.benchmarks.simulate.quality.Figure;
import org.junit.jupiter.api.Test;

class PairedFiguresTest {

  private static Map<String, Figure> of(double value) {
    return Map.of("x", new Figure("x", "x", "ms", value));
  }

  @Test
  void shouldTellTheMedianRatioAndItsSpreadWhenRoundsDiffer() {
    // Given: a machine that slows down by half each round favours nobody.
    PairedFigures figures = new PairedFigures();
    figures.round(of(10), of(20));
    figures.round(of(20), of(36));
    figures.round(of(40), of(100));

    // When
    PairedFigures.Line line = figures.lines().get(0);

    // Then
    assertThat(line.ratio()).isEqualTo(2);
    assertThat(line.least()).isEqualTo(1.8);
    assertThat(line.greatest()).isEqualTo(2.5);
    assertThat(line.a()).isEqualTo(20);
    assertThat(line.isClear()).isTrue();
  }

  @Test
  void shouldNotBeClearWhenRoundsDisagreeOrSomethingIsMissing() {
    // Given
    PairedFigures figures = new PairedFigures();
    figures.round(of(10), of(11));
    figures.round(of(10), of(9));
    PairedFigures missing = new PairedFigures();
    missing.round(of(10), Map.of());

    // When, Then
    assertThat(figures.lines().get(0).isClear()).isFalse();
    assertThat(missing.lines().get(0).ratio()).isNaN();
    assertThat(missing.lines().get(0).isClear()).isFalse();
  }
}
