package org.avatarengine.animation.compositor;

/** A setting is missing or outside its range. */
public final class SettingRejectedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;

  public SettingRejectedException(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
  }

  /** Which one, in its record's words; with dots when it lies deeper: {@code minCutoffHz.lids}. */
  public String field() {
    return field;
  }
}
