package org.avatarengine.benchmarks.simulate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BucketsTest {

  @Test
  void shouldTellPercentilesWithinTwoPercentWhenValuesSpreadOverDecades() {
    // Given
    SplittableRandom random = new SplittableRandom(5);
    long[] values = new long[20_000];
    Buckets buckets = new Buckets();

    // When
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 16);
      buckets.add(values[i]);
    }

    // Then
    Arrays.sort(values);
    for (double percent : new double[] {1, 50, 95, 99, 99.9, 100}) {
      long exact = values[(int) Math.ceil(values.length * percent / 100) - 1];
      assertThat((double) buckets.percentile(percent))
          .as("p%s", percent)
          .isCloseTo((double) exact, Percentage.withPercentage(2));
    }
    assertThat(buckets.max()).isEqualTo(values[values.length - 1]);
    assertThat(buckets.mean())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-3));
  }

  @Test
  void shouldHoldBothWhenAnotherIsAdded() {
    // Given
    Buckets one = new Buckets();
    Buckets other = new Buckets();
    one.add(10);
    other.add(1_000_000);

    // When
    one.add(other);

    // Then
    assertThat(one.count()).isEqualTo(2);
    assertThat(one.percentile(50)).isEqualTo(10);
    assertThat(one.percentile(100)).isEqualTo(1_000_000);
  }

  @Test
  void shouldBeZeroWhenEmpty() {
    // When
    Buckets empty = new Buckets();

    // Then
    assertThat(empty.percentile(99)).isZero();
    assertThat(empty.max()).isZero();
    assertThat(empty.mean()).isZero();
  }
}
