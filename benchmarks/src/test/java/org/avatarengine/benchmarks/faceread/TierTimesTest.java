package org.avatarengine.benchmarks.faceread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.avatarengine.benchmarks.BrokenRunException;
import org.junit.jupiter.api.Test;

class TierTimesTest {

  private static final String PAGE =
      """
      # TYPE avatar_face_cache_read_seconds histogram
      avatar_face_cache_read_seconds_bucket{tier="redis",le="5.0E-5"} 1.0
      avatar_face_cache_read_seconds_bucket{tier="memory",le="1.0E-5"} 70.0
      avatar_face_cache_read_seconds_bucket{tier="memory",le="5.0E-5"} 90.0
      avatar_face_cache_read_seconds_count{tier="memory"} 100.0
      avatar_face_cache_read_seconds_sum{tier="memory"} 0.002
      avatar_face_cache_redis_get_seconds_count 8.0
      avatar_face_cache_redis_get_seconds_sum 0.0014
      """;

  @Test
  void shouldFindTheTierInAPageOfMetrics() {
    // Given
    TierTimes before = new TierTimes(50, 0.001, 45, 3, 0.0004);
    // When
    TierTimes times = TierTimes.of(PAGE, "memory");
    // Then
    assertThat(times).isEqualTo(new TierTimes(100, 0.002, 90, 8, 0.0014));
    assertThat(times.averageMillis()).isEqualTo(0.02);
    assertThat(times.since(before)).isEqualTo(new TierTimes(50, 0.001, 45, 5, 0.001));
  }

  @Test
  void shouldSayWhatIsMissingWhenTheTierIsNotThere() {
    // Given // When // Then
    assertThatThrownBy(() -> TierTimes.of(PAGE, "blob"))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("blob");
  }
}
