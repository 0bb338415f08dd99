package org.avatarengine.contract.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

  @Test
  void shouldHaveASectionInTheDocumentationWhenItIsInTheCatalogue() throws Exception {
    // Given
    List<String> lines = Files.readAllLines(Path.of("../docs/api/problems.md"));
    // When
    List<String> sections =
        lines.stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    // Then
    assertThat(sections)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList());
    for (ProblemType type : ProblemType.values()) {
      assertThat(lines).anyMatch(line -> line.startsWith(type.status() + ". " + type.title()));
    }
  }
}
