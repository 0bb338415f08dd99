package org.avatarengine.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.avatarengine.benchmarks.BrokenRunException;
import org.junit.jupiter.api.Test;

class PrometheusPageTest {

  private final PrometheusPage page =
      new PrometheusPage(
          List.of(
              "# HELP jvm_memory_used_bytes The amount of used memory",
              "jvm_memory_used_bytes{area=\"heap\",id=\"Eden Space\"} 1.5E6",
              "jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\"} 9.0E6",
              "jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"} 500000.0",
              "jvm_threads_live_threads 42.0",
              "jvm_threads_live_threads_other 7.0"));

  @Test
  void shouldSumTheValuesWhoseTagsFitWhenThereAreSeveral() {
    // Given
    // When
    double heap = page.heap();
    // Then
    assertThat(heap).isEqualTo(2e6);
  }

  @Test
  void shouldTakeTheWholeNameWhenAnotherBeginsAlike() {
    // Given
    // When
    double threads = page.threads();
    // Then
    assertThat(threads).isEqualTo(42);
  }

  @Test
  void shouldBreakWhenAMetricIsMissing() {
    // Given
    // When
    // Then
    assertThatThrownBy(page::peers)
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("avatar_animation_peers");
  }
}
