package org.avatarengine.benchmarks.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.avatarengine.benchmarks.simulate.quality.Figure;
import org.avatarengine.benchmarks.simulate.run.RunResult;

/** Tells a result: as a table for people, as JSON for programs. */
final class RunReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunReport() {}

  static void print(String title, RunResult result, PrintStream out) {
    out.println(title);
    table(List.copyOf(result.figures().values()), out);
    result.notes().forEach(note -> out.println("  " + note));
    result.broken().forEach(line -> out.println("  BROKEN: " + line));
  }

  static void table(List<Figure> figures, PrintStream out) {
    int width = figures.stream().mapToInt(figure -> figure.label().length()).max().orElse(0);
    for (Figure figure : figures) {
      out.println("  " + pad(figure.label(), width) + "  " + figure.text());
    }
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Writes {@code {scenario, fingerprint, figures:{key:{value,unit,label}}, notes, broken}}. */
  static void write(String title, RunResult result, Path file) throws IOException {
    ObjectNode node = JSON.createObjectNode().put("scenario", title);
    node.put("fingerprint", Long.toHexString(result.quality().fingerprint()));
    ObjectNode figures = node.putObject("figures");
    for (Figure figure : result.figures().values()) {
      ObjectNode each = figures.putObject(figure.key());
      if (Double.isNaN(figure.value())) {
        each.putNull("value");
      } else {
        each.put("value", figure.value());
      }
      each.put("unit", figure.unit()).put("label", figure.label().strip());
    }
    node.set("notes", JSON.valueToTree(result.notes()));
    node.set("broken", JSON.valueToTree(result.broken()));
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path half = Files.createTempFile(folder, "." + file.getFileName(), ".part");
    Files.write(half, JSON.writeValueAsBytes(node));
    Files.move(half, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
