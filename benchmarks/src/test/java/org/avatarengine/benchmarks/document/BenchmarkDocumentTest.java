package org.avatarengine.benchmarks.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkDocumentTest {

  private static final List<String> ORDER = List.of("vision", "startup", "memory");
  private static final Provenance THEN =
      new Provenance(
          Instant.parse("2026-01-02T03:04:05Z"),
          "abc123",
          new Machine("Some CPU", 2, 24_000_000_000L, "Some JDK 25", "6.1"),
          0.25);

  @TempDir Path folder;

  @Test
  void shouldSayWhatWasAskedAndMeasuredWhenASectionIsWritten() throws IOException {
    // Given
    var document = document();
    // When
    document.write(section("startup", 13.5), THEN, false);
    // Then
    assertThat(text())
        .contains("| it takes | ≤ 12 s | 13.5 s | 11.0 s – 20.0 s | 5 | **falls short** |")
        .contains("Falls short: it takes: 13.5 s measured, ≤ 12 s asked.")
        .contains("2026-01-02T03:04:05Z", "commit `abc123`", "load average before 0.25")
        .contains("Some CPU, 2 cores, 24.0 GB of memory; Some JDK 25; Linux 6.1")
        .contains("`./avatar bench --only startup`");
  }

  @Test
  void shouldNotSpeakOfShortfallsWhenThereAreNone() throws IOException {
    // Given
    var document = document();
    // When
    document.write(section("startup", 11.5), THEN, false);
    // Then
    assertThat(text()).contains("| met |").doesNotContain("alls short:");
  }

  @Test
  void shouldChangeNothingWhenTheSameSectionIsWrittenAgain() throws IOException {
    // Given
    var document = document();
    for (String name : List.of("memory", "vision", "startup")) {
      document.write(section(name, 11.5), THEN, false);
    }
    String before = text();
    // When
    for (String name : ORDER) {
      document.write(section(name, 11.5), THEN, false);
    }
    // Then
    assertThat(text()).isEqualTo(before);
  }

  @Test
  void shouldKeepTheOrderWhenSectionsAreMeasuredInAnother() throws IOException {
    // Given
    var forwards = document();
    for (String name : ORDER) {
      forwards.write(section(name, 11.5), THEN, false);
    }
    String expected = text();
    Files.delete(forwards.file());
    var backwards = document();
    // When
    for (String name : ORDER.reversed()) {
      backwards.write(section(name, 11.5), THEN, false);
    }
    // Then
    assertThat(text()).isEqualTo(expected);
    assertThat(text().indexOf("title of vision")).isLessThan(text().indexOf("title of startup"));
    assertThat(text().indexOf("title of startup")).isLessThan(text().indexOf("title of memory"));
  }

  @Test
  void shouldReplaceOnlyItsOwnSectionWhenMeasuredAgain() throws IOException {
    // Given
    var document = document();
    for (String name : ORDER) {
      document.write(section(name, 11.5), THEN, false);
    }
    Files.writeString(document.file(), text() + "\nA person's own remark.\n");
    String before = text();
    // When
    document.write(section("startup", 9.25), THEN, false);
    // Then
    assertThat(text()).isEqualTo(before.replace(startup(before), startup(text())));
    assertThat(startup(text())).contains("9.25 s").doesNotContain("11.5 s");
    assertThat(text()).endsWith("\nA person's own remark.\n");
  }

  @Test
  void shouldAppendWhenASectionIsNotInTheOrder() throws IOException {
    // Given
    var document = document();
    document.write(section("vision", 11.5), THEN, false);
    // When
    document.write(section("other", 11.5), THEN, false);
    document.write(section("memory", 11.5), THEN, false);
    // Then
    assertThat(text()).contains("title of other", "title of memory", "title of vision");
    assertThat(text().indexOf("title of vision")).isLessThan(text().indexOf("title of other"));
  }

  @Test
  void shouldRefuseWhenTheEndOfASectionIsMissing() throws IOException {
    // Given
    var document = document();
    document.write(section("vision", 11.5), THEN, false);
    Files.writeString(document.file(), text().replace("<!-- end of vision -->", ""));
    String broken = text();
    // When
    // Then
    assertThatThrownBy(() -> document.write(section("vision", 1), THEN, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("<!-- end of vision -->");
    assertThat(text()).isEqualTo(broken);
  }

  @Test
  void shouldSaySoWhenTheRunWasShort() throws IOException {
    // Given
    var document = document();
    // When
    document.write(section("vision", 11.5), THEN, true);
    // Then
    assertThat(text()).contains("A short run");
  }

  private BenchmarkDocument document() {
    return new BenchmarkDocument(folder.resolve("docs/benchmarks.md"), ORDER);
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve("docs/benchmarks.md"));
  }

  private static String startup(String text) {
    return text.substring(text.indexOf("<!-- startup"), text.indexOf("<!-- end of startup -->"));
  }

  private static Section section(String name, double value) {
    return new Section(
        name,
        "title of " + name,
        "What was done.",
        List.of(new Figure("it takes", Target.atMost(12), Unit.SECONDS, value, 11, 20, 5)),
        List.of("A note."),
        Map.of());
  }
}
