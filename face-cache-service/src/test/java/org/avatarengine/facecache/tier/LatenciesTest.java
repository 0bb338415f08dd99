package org.avatarengine.facecache.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void shouldTellPercentilesToWithinAnEighthWhenValuesSpread() {
    // Given
    Latencies latencies = new Latencies();
    // When
    for (int i = 1; i <= 100_000; i++) {
      latencies.record(i * 10L);
    }
    // Then
    Latencies.Summary summary = latencies.summary();
    assertThat(summary.count()).isEqualTo(100_000);
    assertThat(summary.average()).isCloseTo(500_005, withPercentage(0.001));
    assertThat(summary.p50()).isBetween(500_000.0, 500_000 * 1.13);
    assertThat(summary.p95()).isBetween(950_000.0, 950_000 * 1.13);
    assertThat(summary.p99()).isBetween(990_000.0, 990_000 * 1.13);
  }

  @Test
  void shouldHoldTheExtremesWhenValuesAreTinyOrHuge() {
    // Given
    Latencies latencies = new Latencies();
    // When
    latencies.record(0);
    latencies.record(Long.MAX_VALUE);
    // Then
    assertThat(latencies.summary().count()).isEqualTo(2);
    assertThat(latencies.summary().p50()).isBetween(1.0, 1.2);
  }

  @Test
  void shouldBeZeroWhenNothingWasRecorded() {
    // Given // When
    Latencies.Summary summary = new Latencies().summary();
    // Then
    assertThat(summary).isEqualTo(new Latencies.Summary(0, 0, 0, 0, 0));
  }
}
