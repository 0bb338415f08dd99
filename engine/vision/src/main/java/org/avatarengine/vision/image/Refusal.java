package org.avatarengine.vision.image;

/** Why a file was not decoded. */
public enum Refusal {
  EMPTY("empty-file"),
  UNSUPPORTED("unsupported-format"),
  UNREADABLE("unreadable-image"),
  TRUNCATED("truncated-image"),
  TOO_LARGE("too-many-pixels"),
  TOO_LONG("clip-too-long"),
  TOO_MANY_FRAMES("too-many-frames");

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  /** The stable name that clients see. */
  public String code() {
    return code;
  }
}
