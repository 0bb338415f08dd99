package org.avatarengine.benchmarks.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.avatarengine.benchmarks.figure.Figure;

/**
 * A Markdown file in which every section stands between two marks. Writing a section replaces what
 * is between its own marks and leaves every other character as it is.
 */
public final class BenchmarkDocument {

  private static final String PREAMBLE =
      """
      # Benchmarks

      Measured by `./avatar bench` on the machine that each section names, with the load on the same
      machine. A section is replaced when it is measured again, so sections may come from different
      days. "asked" is what the project set itself; a figure that falls short says so.
      """;

  private final Path file;
  private final List<String> order;

  /**
   * A document.
   *
   * @param order names of sections as they are to follow each other
   */
  public BenchmarkDocument(Path file, List<String> order) {
    this.file = file;
    this.order = List.copyOf(order);
  }

  public Path file() {
    return file;
  }

  /** Puts a section in, in place of an older one. */
  public void write(Section section, Provenance provenance, boolean quick) throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : "";
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(fresh, replace(before, section.name(), text(section, provenance, quick)));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  String replace(String document, String name, String content) {
    String block = startMark(name) + "\n" + content.strip() + "\n" + endMark(name) + "\n";
    String whole = document.isBlank() ? PREAMBLE : document;
    int start = whole.indexOf(startMark(name));
    if (start >= 0) {
      int end = whole.indexOf(endMark(name), start);
      if (end < 0) {
        throw new IllegalStateException(
            file + " has " + startMark(name) + " without " + endMark(name) + ": mend it by hand");
      }
      int rest = end + endMark(name).length();
      return whole.substring(0, start)
          + block
          + whole.substring(whole.startsWith("\n", rest) ? rest + 1 : rest);
    }
    int place = placeOf(whole, name);
    String head = whole.substring(0, place).stripTrailing();
    String tail = whole.substring(place);
    return head + "\n\n" + block + (tail.isEmpty() ? "" : "\n" + tail);
  }

  /** Before the first section that follows this one in the order; the end where none does. */
  private int placeOf(String document, String name) {
    int own = order.indexOf(name);
    return order.stream()
        .skip(own < 0 ? order.size() : own + 1)
        .mapToInt(next -> document.indexOf(startMark(next)))
        .filter(index -> index >= 0)
        .min()
        .orElse(document.length());
  }

  private static String startMark(String name) {
    return "<!-- " + name + ": written by ./avatar bench -->";
  }

  private static String endMark(String name) {
    return "<!-- end of " + name + " -->";
  }

  private static String text(Section section, Provenance provenance, boolean quick) {
    var out = new StringBuilder(2048);
    out.append("## ").append(section.title()).append("\n\n");
    if (quick) {
      out.append("**A short run, only to see that the benchmark works.**\n\n");
    }
    out.append(section.about()).append("\n\n");
    out.append("| figure | asked | measured | lowest – highest | n | |\n");
    out.append("|---|---|---|---|---|---|\n");
    for (Figure figure : section.figures()) {
      var unit = figure.unit();
      out.append(
          "| %s | %s | %s | %s – %s | %d | %s |%n"
              .formatted(
                  figure.name(),
                  figure.asked().text(unit),
                  unit.text(figure.value()),
                  unit.text(figure.low()),
                  unit.text(figure.high()),
                  figure.count(),
                  figure.verdict())
              .replace(System.lineSeparator(), "\n"));
    }
    out.append('\n');
    section.notes().forEach(note -> out.append("- ").append(note).append('\n'));
    List<String> shortfalls =
        section.figures().stream()
            .filter(figure -> !figure.isMet())
            .map(
                figure ->
                    "%s: %s measured, %s asked"
                        .formatted(
                            figure.name(),
                            figure.unit().text(figure.value()),
                            figure.asked().text(figure.unit())))
            .toList();
    if (!shortfalls.isEmpty()) {
      out.append("- Falls short: ").append(String.join("; ", shortfalls)).append(".\n");
    }
    out.append(
        "- Measured on %s, commit `%s`, load average before %.2f; %s.%n"
            .formatted(
                provenance.time(),
                provenance.commit(),
                provenance.load(),
                provenance.machine().text())
            .replace(System.lineSeparator(), "\n"));
    out.append("- Command: `./avatar bench --only ").append(section.name()).append("`\n");
    return out.toString();
  }
}
