package org.avatarengine.animation.compositor;

import java.util.Objects;
import org.avatarengine.animation.signal.FaceSample;

/**
 * How a source takes part.
 *
 * @param name for doctor and log, 1..64 characters
 * @param priority higher ones come later and so win; −100..100
 * @param weight 0..1
 * @param channels bit n for the channel with ordinal n: the ones it may move
 * @param holdMs after how long without a sample it fades out, 0..60,000
 * @param calibration of its subject
 */
public record SourceSettings(
    String name,
    int priority,
    BlendMode mode,
    float weight,
    long channels,
    int holdMs,
    Calibration calibration) {

  public SourceSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(calibration, "calibration");
    if (name.isEmpty() || name.length() > 64) {
      throw new SettingRejectedException("name", "has 1..64 characters, not " + name.length());
    }
    if (priority < -100 || priority > 100) {
      throw new SettingRejectedException("priority", "is -100..100, not " + priority);
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new SettingRejectedException("weight", "is 0..1, not " + weight);
    }
    if (channels == 0 || (channels & ~FaceSample.ALL) != 0) {
      throw new SettingRejectedException("channels", "has one or more of the bits 0..60");
    }
    if (holdMs < 0 || holdMs > 60_000) {
      throw new SettingRejectedException("holdMs", "is 0..60000, not " + holdMs);
    }
  }

  /** A source that replaces what lies below it on all channels and is held for half a second. */
  public static SourceSettings named(String name) {
    return new SourceSettings(
        name, 0, BlendMode.REPLACE, 1, FaceSample.ALL, 500, Calibration.none());
  }

  /** The same with another calibration. */
  public SourceSettings with(Calibration other) {
    return new SourceSettings(name, priority, mode, weight, channels, holdMs, other);
  }
}
