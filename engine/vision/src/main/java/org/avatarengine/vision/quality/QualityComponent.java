package org.avatarengine.vision.quality;

import java.util.Optional;

/**
 * One measured property of the photo.
 *
 * @param name camelCase name of the ISO/IEC 29794-5 component
 * @param score 0 to 100
 * @param reason why it scores low, for people; absent where it does not
 */
public record QualityComponent(String name, int score, Optional<String> reason) {

  public QualityComponent {
    if (score < 0 || score > 100) {
      throw new IllegalArgumentException("a component scores 0 to 100, not " + score);
    }
  }
}
