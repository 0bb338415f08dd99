package org.avatarengine.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

  @Test
  void shouldReadResidentAndProportionalPagesWhenTheKernelListsThem() {
    // Given
    var lines =
        List.of(
            "00400000-7fff000 ---p 00000000 00:00 0   [rollup]",
            "Rss:               2000 kB",
            "Pss:               1500 kB",
            "Pss_Dirty:           10 kB");
    // When
    var memory = ProcessMemory.of(lines);
    // Then
    assertThat(memory).isEqualTo(new ProcessMemory(2_048_000, 1_536_000));
    assertThat(memory.plus(memory).resident()).isEqualTo(4_096_000);
  }

  @Test
  void shouldReadThisProcessWhenAsked() throws IOException {
    // Given
    // When
    var memory = ProcessMemory.of(ProcessHandle.current().pid()).orElseThrow();
    // Then
    assertThat(memory.proportional()).isBetween(1_000_000L, memory.resident());
  }

  @Test
  void shouldRefuseWhenALineIsMissing() {
    // Given
    // When
    // Then
    assertThatThrownBy(() -> ProcessMemory.of(List.of("Rss: 1 kB")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Pss");
  }
}
