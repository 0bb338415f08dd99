package org.avatarengine.vision.frame;

import java.time.Duration;
import java.util.Objects;
import org.avatarengine.vision.image.UprightImage;

/**
 * One picture of a source.
 *
 * @param index its place in the file, from 0
 * @param time from the file's start
 */
public record Frame(UprightImage image, int index, Duration time) {
  public Frame {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(time, "time");
    if (index < 0) {
      throw new IllegalArgumentException("a frame's index starts at 0, not " + index);
    }
  }
}
