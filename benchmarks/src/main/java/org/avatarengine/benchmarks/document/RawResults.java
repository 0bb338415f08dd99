package org.avatarengine.benchmarks.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.figure.Figure;

/** JSON with everything that was measured, a file a section. */
public final class RawResults {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  public RawResults(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Writes {@code NAME.json}. */
  public void write(Section section, Provenance provenance) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", section.name());
    all.put("time", provenance.time().toString());
    all.put("commit", provenance.commit());
    all.put("machine", provenance.machine());
    all.put("loadBefore", provenance.load());
    all.put("figures", section.figures().stream().map(RawResults::values).toList());
    all.put("raw", section.raw());
    Files.write(folder.resolve(section.name() + ".json"), JSON.writeValueAsBytes(all));
  }

  private static Map<String, Object> values(Figure figure) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", figure.name());
    values.put("unit", figure.unit().name());
    values.put("asked", figure.asked().text(figure.unit()));
    values.put("value", figure.value());
    values.put("range", List.of(figure.low(), figure.high()));
    values.put("count", figure.count());
    values.put("met", figure.isMet());
    return values;
  }
}
