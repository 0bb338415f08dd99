package org.avatarengine.animation.preset;

import java.util.Objects;
import java.util.regex.Pattern;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.compositor.SettingRejectedException;

/**
 * A way of animating that a session may ask for.
 *
 * @param name 1..40 of a-z, 0-9 and -
 * @param description one sentence for people, 1..300 characters
 * @param compositor its settings
 * @param calibration what a source starts with that brings no calibration of its own
 */
public record AnimationPreset(
    String name,
    String description,
    CompositorSettings compositor,
    CalibrationDefaults calibration) {

  /** What a name looks like. */
  public static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

  private static final Pattern NAMES = Pattern.compile(NAME);

  public AnimationPreset {
    if (name == null || !NAMES.matcher(name).matches()) {
      throw new SettingRejectedException("name", "is 1..40 of a-z, 0-9 and -");
    }
    if (description == null || description.isBlank() || description.length() > 300) {
      throw new SettingRejectedException("description", "has 1..300 characters");
    }
    compositor = Objects.requireNonNullElseGet(compositor, CompositorSettings::defaults);
    calibration = Objects.requireNonNullElseGet(calibration, CalibrationDefaults::none);
  }
}
