package org.avatarengine.vision.quality;

/** The overall score in a word. */
public enum QualityGrade {
  EXCELLENT("excellent", 0.9),
  GOOD("good", 0.7),
  ACCEPTABLE("acceptable", 0.5),
  POOR("poor", 0.3),
  REJECTED("rejected", 0);

  private final String label;
  private final double from;

  QualityGrade(String label, double from) {
    this.label = label;
    this.from = from;
  }

  /**
   * Grades a score.
   *
   * @param overallScore 0 to 1
   */
  public static QualityGrade of(double overallScore) {
    for (QualityGrade grade : values()) {
      if (overallScore >= grade.from) {
        return grade;
      }
    }
    return REJECTED;
  }

  /** The stable name that clients see. */
  public String label() {
    return label;
  }
}
