package org.avatarengine.animation.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The presets that a session may name: those that come with the engine, and an operator's own. */
public final class AnimationPresets {

  /** The preset of a session that names none. */
  public static final String DEFAULT = "natural";

  private static final List<String> BUNDLED =
      List.of("broadcast", "calm", "natural", "raw", "stylized");
  private static final int MOST_FILES = 200;
  private static final int MOST_BYTES = 64 * 1024;

  private final SortedMap<String, AnimationPreset> byName;

  private AnimationPresets(SortedMap<String, AnimationPreset> byName) {
    this.byName = Collections.unmodifiableSortedMap(byName);
  }

  /** Those that come with the engine. */
  public static AnimationPresets bundled() {
    return new AnimationPresets(fromEngine());
  }

  /**
   * Those that come with the engine and the files {@code *.json} of a folder, at most 200 of at
   * most 64 KiB; an own one of the same name wins.
   *
   * @throws PresetException for the first file, by name, that cannot be used
   * @throws UncheckedIOException when the folder cannot be read
   */
  public static AnimationPresets with(Path folder) throws PresetException {
    SortedMap<String, AnimationPreset> presets = fromEngine();
    Set<String> own = new HashSet<>();
    PresetReader reader = new PresetReader();
    for (Path file : files(folder)) {
      String where = file.toString();
      AnimationPreset preset = reader.read(where, bytes(file));
      if (!own.add(preset.name())) {
        throw new PresetException(
            where, 1, 1, "another file of the folder has the name " + preset.name(), null);
      }
      presets.put(preset.name(), preset);
    }
    return new AnimationPresets(presets);
  }

  private static SortedMap<String, AnimationPreset> fromEngine() {
    SortedMap<String, AnimationPreset> presets = new TreeMap<>();
    PresetReader reader = new PresetReader();
    for (String name : BUNDLED) {
      String path = "/presets/" + name + ".json";
      try (InputStream in = AnimationPresets.class.getResourceAsStream(path)) {
        presets.put(name, reader.read(path, in.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (PresetException e) {
        throw new IllegalStateException("a preset of the engine itself is broken", e);
      }
    }
    return presets;
  }

  private static List<Path> files(Path folder) throws PresetException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(p -> p.toString().endsWith(".json"))
              .sorted()
              .limit(MOST_FILES + 1)
              .toList();
      if (files.size() > MOST_FILES) {
        throw new PresetException(
            folder.toString(), 1, 1, "more than " + MOST_FILES + " files", null);
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) throws PresetException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new PresetException(
            file.toString(), 1, 1, "longer than " + MOST_BYTES + " bytes", null);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The preset of that name. */
  public Optional<AnimationPreset> named(String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(byName.get(name));
  }

  /** All of them, by name. */
  public Collection<AnimationPreset> all() {
    return byName.values();
  }
}
