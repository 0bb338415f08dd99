package org.avatarengine.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where everything lies.
 *
 * @param root the folder of the project
 * @param work for this program alone, emptied by a build
 */
public record Folders(Path root, Path work) {

  /** The project that this program was built in; {@code -Davatar.root} overrides. */
  static Folders ofThisBuild() throws IOException {
    String given = System.getProperty("avatar.root");
    Path root = given == null ? jar().getParent().getParent().getParent() : Path.of(given);
    if (root == null || !Files.isExecutable(root.resolve("avatar"))) {
      throw new BrokenRunException(
          "There is no script 'avatar' in " + root + ": say where the project is, -Davatar.root=…");
    }
    Path real = root.toRealPath();
    Folders folders = new Folders(real, real.resolve("benchmarks/target/bench"));
    Files.createDirectories(folders.temporary());
    Files.createDirectories(folders.logs());
    Files.createDirectories(folders.results());
    return folders;
  }

  private static Path jar() throws IOException {
    try {
      return Path.of(Folders.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toRealPath();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  public Path document() {
    return root.resolve("docs/benchmarks.md");
  }

  /** What a shortened run writes instead of the document. */
  public Path quickDocument() {
    return work.resolve("quick.md");
  }

  public Path results() {
    return work.resolve("results");
  }

  public Path logs() {
    return work.resolve("logs");
  }

  public Path temporary() {
    return work.resolve("tmp");
  }

  /** The data folder of the measured engine. */
  public Path engineData() {
    return work.resolve("engine");
  }

  /** The folder of the test data, which may be missing; {@code avatar.testdata} overrides. */
  public Path testdata() {
    String given = System.getProperty("avatar.testdata");
    return given == null ? root.resolve("../shared/testdata") : Path.of(given);
  }

  /**
   * A real photo of a face, where test data lies beside the project ({@code avatar.testdata}
   * overrides): the first by name.
   */
  public Optional<Path> photo() throws IOException {
    Path faces = testdata().resolve("faces");
    if (!Files.isDirectory(faces)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(faces)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().findFirst();
    }
  }
}
