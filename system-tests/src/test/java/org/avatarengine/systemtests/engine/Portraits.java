package org.avatarengine.systemtests.engine;

import java.awt.image.BufferedImage;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.Style;

/** Portraits that the detector accepts, drawn for the test; another seed is another picture. */
public final class Portraits {

  private Portraits() {}

  public static BufferedImage image(long seed) {
    return DrawnPortrait.draw(Style.standard().withSeed(seed));
  }

  public static byte[] jpeg(long seed) {
    return DrawnPortrait.jpeg(Style.standard().withSeed(seed));
  }

  public static byte[] png(long seed) {
    return DrawnPortrait.png(Style.standard().withSeed(seed));
  }
}
