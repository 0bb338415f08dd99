package org.avatarengine.animation.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rigs there are: those that come with the engine, and an operator's own. */
public final class Rigs {

  private static final List<String> BUILT_IN =
      List.of("arkit", "cc4-extended", "cc4-standard", "cc-traditional", "vrm", "oculus-visemes");

  private final Map<String, Rig> byName = new LinkedHashMap<>();

  private Rigs() {}

  /** Those that come with the engine. */
  public static Rigs builtIn() {
    Rigs rigs = new Rigs();
    for (String name : BUILT_IN) {
      String resource = "/rigs/" + name + ".json";
      try (InputStream in = Rigs.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("not in the jar: " + resource);
        }
        rigs.byName.put(name, RigReader.read(in.readAllBytes()));
      } catch (IOException | RigFormatException e) {
        throw new IllegalStateException(resource + ": " + e.getMessage(), e);
      }
    }
    return rigs;
  }

  /**
   * Those and the ones in a folder; one of the same name replaces the engine's.
   *
   * @param folder every {@code *.json} in it is a rig
   * @throws RigFormatException when one of them is not; names the file and the line
   * @throws IOException when the folder cannot be read
   */
  public static Rigs withFolder(Path folder) throws IOException, RigFormatException {
    Rigs rigs = builtIn();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        try {
          Rig rig = RigReader.read(Files.readAllBytes(file));
          rigs.byName.put(rig.name(), rig);
        } catch (RigFormatException e) {
          throw new RigFormatException(file + ": " + e.getMessage(), e);
        }
      }
    }
    return rigs;
  }

  /** The rig of that name, or null. */
  public Rig find(String name) {
    return byName.get(name);
  }

  /** All of them. */
  public List<Rig> all() {
    return List.copyOf(byName.values());
  }
}
