package org.avatarengine.vision.frame;

import java.time.Duration;

/**
 * What is taken of a file at most.
 *
 * @param maxFrames frames to give, spread over the file
 * @param maxSourceFrames frames the file may have
 * @param maxDuration how long it may play
 * @param maxPixels pixels a frame may have
 */
public record FrameLimits(
    int maxFrames, int maxSourceFrames, Duration maxDuration, long maxPixels) {
  public FrameLimits {
    if (maxFrames < 1 || maxSourceFrames < 1 || maxPixels < 1 || !maxDuration.isPositive()) {
      throw new IllegalArgumentException("frame limits start at 1");
    }
  }

  /**
   * Which of the file's frames to give: all of them, or {@code maxFrames} at even distances, the
   * first and the last among them.
   *
   * @param frames in the file
   * @return rising indices
   */
  public int[] spread(int frames) {
    int count = Math.min(frames, maxFrames);
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = count == 1 ? 0 : (int) ((long) i * (frames - 1) / (count - 1));
    }
    return chosen;
  }
}
