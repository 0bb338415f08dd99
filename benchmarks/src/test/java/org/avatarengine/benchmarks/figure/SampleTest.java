package org.avatarengine.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void shouldTakeTheMiddleWhenTheNumberIsOdd() {
    // Given
    var sample = Sample.of(9, 1, 5);
    // When
    double median = sample.median();
    // Then
    assertThat(median).isEqualTo(5);
    assertThat(sample.min()).isEqualTo(1);
    assertThat(sample.max()).isEqualTo(9);
    assertThat(sample.size()).isEqualTo(3);
  }

  @Test
  void shouldTakeBetweenTheMiddleOnesWhenTheNumberIsEven() {
    // Given
    var sample = Sample.of(4, 1, 3, 100);
    // When
    double median = sample.median();
    // Then
    assertThat(median).isEqualTo(3.5);
  }

  @Test
  void shouldTakeTheNearestRankWhenAskedForAPercentile() {
    // Given
    var hundred = Sample.of(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());
    var twenty = Sample.of(IntStream.rangeClosed(1, 20).asDoubleStream().toArray());
    // When
    // Then
    assertThat(hundred.percentile(50)).isEqualTo(50);
    assertThat(hundred.percentile(95)).isEqualTo(95);
    assertThat(hundred.percentile(99)).isEqualTo(99);
    assertThat(hundred.percentile(100)).isEqualTo(100);
    assertThat(hundred.percentile(99.1)).isEqualTo(100);
    assertThat(twenty.percentile(95)).isEqualTo(19);
    assertThat(twenty.percentile(96)).isEqualTo(20);
    assertThat(twenty.percentile(0.001)).isEqualTo(1);
  }

  @Test
  void shouldAgreeWithItsDefinitionWhenTheValuesAreRandom() {
    // Given
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      double[] values = random.doubles(1 + random.nextInt(300), -5, 5).toArray();
      double percent = 1 + random.nextInt(100);
      // When
      double percentile = Sample.of(values).percentile(percent);
      // Then
      long notAbove = java.util.Arrays.stream(values).filter(value -> value <= percentile).count();
      long below = java.util.Arrays.stream(values).filter(value -> value < percentile).count();
      assertThat(notAbove * 100).isGreaterThanOrEqualTo((long) (percent * values.length));
      assertThat(below * 100.0).isLessThan(percent * values.length);
    }
  }

  @Test
  void shouldCountMillisecondsWhenNanosecondsAreGiven() {
    // Given
    // When
    var sample = Sample.ofNanos(1_500_000, 2_500_000);
    // Then
    assertThat(sample.median()).isEqualTo(2.0, within(1e-12));
  }

  @Test
  void shouldRefuseWhenThereIsNothingOrNoNumber() {
    // Given
    // When
    // Then
    assertThatThrownBy(() -> Sample.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sample.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sample.of(1).percentile(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sample.of(1).percentile(101))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepItsValuesWhenTheArrayChangesLater() {
    // Given
    double[] values = {3, 1, 2};
    var sample = Sample.of(values);
    // When
    values[0] = 100;
    // Then
    assertThat(sample.max()).isEqualTo(3);
    assertThat(values).containsExactly(100, 1, 2);
  }
}
