package org.avatarengine.live.session;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import org.avatarengine.animation.preset.AnimationPreset;
import org.avatarengine.animation.preset.AnimationPresets;
import org.avatarengine.animation.preset.PresetException;

/** The animation presets, read once at start. Any thread. */
@Singleton
public class PresetShelf {

  private final AnimationPresets presets;

  PresetShelf(SessionConfig config) {
    try {
      this.presets =
          config.presetsFolder().isPresent()
              ? AnimationPresets.with(config.presetsFolder().get())
              : AnimationPresets.bundled();
    } catch (PresetException bad) {
      throw new ConfigurationException(
          "avatar: cannot read the animation presets: " + bad.getMessage());
    }
  }

  /** The preset of that name. */
  public Optional<AnimationPreset> named(String name) {
    return presets.named(name);
  }

  /** All of them, by name. */
  public Collection<AnimationPreset> all() {
    return presets.all();
  }
}
