package org.avatarengine.vision.detect;

/**
 * How a picture is searched.
 *
 * @param size side of the letterbox that is searched, pixels: how far detail reaches
 * @param tiled whether overlapping tiles are searched too where the whole shows faces poorly
 * @param threshold score under which nothing is a face, 0 to 1
 */
public record DetectionSettings(int size, boolean tiled, float threshold) {

  public static final DetectionSettings QUALITY = new DetectionSettings(640, true, 0.5f);
  public static final DetectionSettings FAST = new DetectionSettings(320, false, 0.5f);

  public DetectionSettings {
    if (size < 1 || !(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("detection size and threshold are out of range");
    }
  }
}
