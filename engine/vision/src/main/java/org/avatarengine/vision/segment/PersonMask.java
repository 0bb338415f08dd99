package org.avatarengine.vision.segment;

import org.avatarengine.vision.geometry.Letterbox;

/**
 * How likely each pixel of a letterboxed picture is to be a person. Pixels beside the picture
 * belong to nobody and to no background either: see {@link #isPicture}.
 */
public final class PersonMask {

  private final Letterbox letterbox;
  private final float[] probability;

  /**
   * @param probability row-major, letterbox size squared, 0 to 1; the mask keeps the array
   */
  PersonMask(Letterbox letterbox, float[] probability) {
    if (probability.length != letterbox.size() * letterbox.size()) {
      throw new IllegalArgumentException("a person mask is as large as its letterbox");
    }
    this.letterbox = letterbox;
    this.probability = probability;
  }

  /** Where the mask lies on the picture. */
  public Letterbox letterbox() {
    return letterbox;
  }

  /** Side of the mask, pixels. */
  public int size() {
    return letterbox.size();
  }

  /** 0 background to 1 person. */
  public float person(int x, int y) {
    return probability[y * letterbox.size() + x];
  }

  /** Whether the pixel lies on the picture, not on the letterbox's bars. */
  public boolean isPicture(int x, int y) {
    return x >= letterbox.left()
        && x < letterbox.right()
        && y >= letterbox.top()
        && y < letterbox.bottom();
  }
}
