package org.avatarengine.benchmarks.live.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void shouldRoundUpToABucketWhenPercentilesAreAsked() {
    // Given
    var latencies = new Latencies();
    for (int i = 1; i <= 100; i++) {
      latencies.record(i * 1_000_000L - 1_000);
    }
    // When
    // Then
    assertThat(latencies.percentileMillis(50)).isEqualTo(50);
    assertThat(latencies.percentileMillis(99)).isEqualTo(99);
    assertThat(latencies.percentileMillis(100)).isEqualTo(100);
    assertThat(latencies.leastMillis()).isEqualTo(0.999);
  }

  @Test
  void shouldKeepWhatIsOutOfRangeWhenItIsRecorded() {
    // Given
    var latencies = new Latencies();
    // When
    latencies.record(-5_000_000);
    latencies.record(60_000_000_000L);
    // Then
    assertThat(latencies.count()).isEqualTo(2);
    assertThat(latencies.leastMillis()).isEqualTo(-5);
    assertThat(latencies.percentileMillis(100)).isEqualTo(2_000);
  }

  @Test
  void shouldBeEmptyWhenItWasCleared() {
    // Given
    var latencies = new Latencies();
    latencies.record(1);
    // When
    latencies.clear();
    // Then
    assertThat(latencies.count()).isZero();
    assertThat(latencies.percentileMillis(99)).isZero();
    assertThat(latencies.leastMillis()).isZero();
  }
}
