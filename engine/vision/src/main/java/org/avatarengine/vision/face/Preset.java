package org.avatarengine.vision.face;

import java.util.Locale;
import org.avatarengine.vision.detect.DetectionSettings;

/** How thorough an analysis is. */
public enum Preset {
  /** Detection at 640, tiled where faces are small. */
  QUALITY,
  /** Detection at 320, the whole picture only. */
  FAST;

  /**
   * Reads a request's name, in any case of letters.
   *
   * @throws IllegalArgumentException if the name is neither quality nor fast
   */
  public static Preset of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "quality" -> QUALITY;
      case "fast" -> FAST;
      default ->
          throw new IllegalArgumentException(
              "preset '%s' is unknown: use quality or fast".formatted(name));
    };
  }

  public DetectionSettings detection() {
    return switch (this) {
      case QUALITY -> DetectionSettings.QUALITY;
      case FAST -> DetectionSettings.FAST;
    };
  }
}
