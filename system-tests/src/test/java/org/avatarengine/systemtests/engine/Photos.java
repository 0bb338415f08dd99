package org.avatarengine.systemtests.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real photos where the test data lies beside the project. */
public final class Photos {

  private static final Path FOLDER = Path.of(System.getProperty("avatar.testdata", "none"));

  private Photos() {}

  public static boolean there() {
    return Files.isDirectory(FOLDER.resolve("faces"));
  }

  /** Files of one folder, by name; empty where there is no test data. */
  public static List<Path> in(String folder) {
    if (!Files.isDirectory(FOLDER.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
