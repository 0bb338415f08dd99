package org.avatarengine.vision.image;

import java.time.Duration;

/**
 * What a GIF says of one of its frames before the pixels come.
 *
 * @param left first column on the canvas
 * @param top first row on the canvas
 * @param colours red, green, blue of each index, a byte each
 * @param transparent the index that leaves the canvas as it is, or −1
 * @param delay how long the frame is shown
 */
record GifFrame(
    int left,
    int top,
    int width,
    int height,
    boolean interlaced,
    byte[] colours,
    int transparent,
    Disposal disposal,
    Duration delay) {

  /** What happens to a frame's place before the next one is drawn (GIF89a, section 23). */
  enum Disposal {
    KEEP,
    CLEAR,
    RESTORE;

    /** 0, 1 and the reserved numbers keep. */
    static Disposal of(int number) {
      return switch (number) {
        case 2 -> CLEAR;
        case 3 -> RESTORE;
        default -> KEEP;
      };
    }
  }

  long pixels() {
    return (long) width * height;
  }
}
