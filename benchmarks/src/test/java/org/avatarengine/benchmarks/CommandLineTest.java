package org.avatarengine.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  private static final List<String> KNOWN = List.of("vision", "startup", "face-read");

  @Test
  void shouldWantEverythingWhenNothingIsNamed() {
    // Given
    // When
    var command = CommandLine.of(KNOWN);
    // Then
    assertThat(KNOWN).allMatch(command::wants);
    assertThat(command.quick()).isFalse();
  }

  @Test
  void shouldWantOnlyTheNamedOnesWhenSomeAreNamed() {
    // Given
    // When
    var command = CommandLine.of(KNOWN, "--quick", "--only", "vision,face-read");
    // Then
    assertThat(command.wants("vision")).isTrue();
    assertThat(command.wants("face-read")).isTrue();
    assertThat(command.wants("startup")).isFalse();
    assertThat(command.quick()).isTrue();
  }

  @Test
  void shouldSayWhatThereIsWhenANameIsUnknown() {
    // Given
    // When
    // Then
    assertThatThrownBy(() -> CommandLine.of(KNOWN, "--only", "visoin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("visoin")
        .hasMessageContaining("vision, startup, face-read");
  }

  @Test
  void shouldRefuseWhenTheNameIsMissingOrAnOptionIsUnknown() {
    // Given
    // When
    // Then
    assertThatThrownBy(() -> CommandLine.of(KNOWN, "--only")).hasMessageContaining("--only takes");
    assertThatThrownBy(() -> CommandLine.of(KNOWN, "--fast")).hasMessageContaining("--fast");
  }
}
