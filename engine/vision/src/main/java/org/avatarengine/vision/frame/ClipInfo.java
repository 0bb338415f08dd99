package org.avatarengine.vision.frame;

import java.time.Duration;

/**
 * What a file says of itself, upright.
 *
 * @param width pixels
 * @param height pixels
 * @param duration zero for a photo
 * @param framesPerSecond mean rate; 0 for a photo
 * @param frames in the file, at least 1
 */
public record ClipInfo(
    int width, int height, Duration duration, double framesPerSecond, int frames) {

  /** A photo: one frame without duration. */
  public static ClipInfo photo(int width, int height) {
    return new ClipInfo(width, height, Duration.ZERO, 0, 1);
  }
}
