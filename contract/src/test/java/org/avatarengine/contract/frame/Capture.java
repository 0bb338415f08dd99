package org.avatarengine.contract.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The recorded performance of the test data; a test without the data is skipped. */
final class Capture {

  private Capture() {}

  /** All frames, columns by name: the app's files have jaw and mouth right before left. */
  static List<float[]> frames() throws IOException {
    String folder = System.getProperty("avatar.testdata", "");
    Path file = Path.of(folder, "animation", "alex_rom_3.csv");
    Assumptions.assumeTrue(!folder.isEmpty() && Files.exists(file), "no test data");
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.getFirst().split(",", -1);
    List<float[]> frames = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      float[] values = new float[Channel.COUNT];
      for (int i = 2; i < names.length; i++) {
        values[Channel.named(names[i].strip()).ordinal()] = Float.parseFloat(cells[i]);
      }
      frames.add(values);
    }
    return frames;
  }
}
