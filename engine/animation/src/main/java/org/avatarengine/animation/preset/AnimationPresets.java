package org.avatarengine.animation.preset;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/** The presets that a session may name: those that come with the engine, and an operator's own. */
public final class AnimationPresets {

  /** The preset of a session that names none. */
  public static final String DEFAULT = "natural";

  private AnimationPresets() {}

  /** Those that come with the engine. */
  public static AnimationPresets bundled() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Those that come with the engine and the files {@code *.json} of a folder; an own one of the
   * same name wins.
   *
   * @throws PresetException for the first file that cannot be used
   */
  public static AnimationPresets with(Path folder) throws PresetException {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The preset of that name. */
  public Optional<AnimationPreset> named(String name) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** All of them, by name. */
  public Collection<AnimationPreset> all() {
    throw new UnsupportedOperationException("not written yet");
  }
}
