package org.avatarengine.vision.quality;

import java.util.Optional;

/**
 * One measured property of the face in a photo.
 *
 * @param name camelCase name of the ISO/IEC 29794-5 component
 * @param score 0 to 100, or -1 where it was not assessed
 * @param reason what to do about a low score, for people; absent where it is not low; where it was
 *     not assessed "not-assessed: " and why
 */
public record QualityComponent(String name, int score, Optional<String> reason) {

  /** The score of what was not assessed. */
  public static final int NOT_ASSESSED = -1;

  public QualityComponent {
    if (score < NOT_ASSESSED || score > 100) {
      throw new IllegalArgumentException("a component scores 0 to 100 or -1, not " + score);
    }
    if (score == NOT_ASSESSED && reason.isEmpty()) {
      throw new IllegalArgumentException(name + " was not assessed without a reason");
    }
  }

  static QualityComponent notAssessed(String name, String why) {
    return new QualityComponent(name, NOT_ASSESSED, Optional.of("not-assessed: " + why));
  }

  public boolean isAssessed() {
    return score != NOT_ASSESSED;
  }
}
