package org.avatarengine.benchmarks.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @Test
  void shouldReadTheKernelsTablesWhenTheyNameAProcessor() {
    // Given
    String processors = "processor\t: 0\nmodel name\t: A CPU @ 2.00GHz\nmodel name\t: B\n";
    // When
    var machine = Machine.of(processors, "MemTotal:       1000 kB\nMemFree: 1 kB\n", "6.1.0\n");
    // Then
    assertThat(machine.processor()).isEqualTo("A CPU @ 2.00GHz");
    assertThat(machine.memoryBytes()).isEqualTo(1_024_000);
    assertThat(machine.kernel()).isEqualTo("6.1.0");
  }

  @Test
  void shouldFallBackToTheArchitectureWhenNoProcessorIsNamed() {
    // Given
    // When
    var machine = Machine.of("processor\t: 0\n", "MemTotal: 1 kB\n", "6.1");
    // Then
    assertThat(machine.processor()).isEqualTo(System.getProperty("os.arch"));
  }

  @Test
  void shouldNotKnowTheCommitWhenThereIsNoRepository(@TempDir Path folder) throws IOException {
    // Given
    // When
    var provenance = Provenance.now(folder);
    // Then
    assertThat(provenance.commit()).isEqualTo("unknown");
    assertThat(provenance.machine().cores()).isPositive();
  }
}
